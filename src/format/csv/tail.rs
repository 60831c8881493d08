//! The bytes of a file on their way to the CSV parser: counted, limited, and kept for a while, so that a
//! problem can show its line, and so that reading can start again after a quote that was never closed.

use crate::diagnostic::Limits;
use std::io::{ErrorKind, Read};

/// How many bytes behind the current record are kept before they are dropped together.
const KEPT_BEHIND: u64 = 64 * 1024;
/// A record may be as long as this many cells of the greatest length.
const CELLS: u64 = 16;

/// Why the file was not read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stop {
    TooLarge,
    Unreadable(String),
}

pub(super) struct Tail<R> {
    input: R,
    /// Bytes to be read again, before more of the input.
    queued: Vec<u8>,
    seen: Vec<u8>,
    /// The offset of the first byte in `seen`.
    seen_from: u64,
    /// The offset of the record that is being read.
    pub(super) record: u64,
    /// Whether the parser was told that the file ends.
    pub(super) has_ended: bool,
    /// Whether that was so only because the record is too long.
    pub(super) is_record_too_long: bool,
    pub(super) stop: Option<Stop>,
    bytes_left: u64,
    longest_record: u64,
}

impl<R: Read> Tail<R> {
    pub(super) fn new(input: R, limits: Limits) -> Self {
        let cell_bytes = u64::try_from(limits.cell_bytes()).unwrap_or(u64::MAX);
        Self {
            input,
            queued: Vec::new(),
            seen: Vec::new(),
            seen_from: 0,
            record: 0,
            has_ended: false,
            is_record_too_long: false,
            stop: None,
            bytes_left: limits.bytes(),
            longest_record: cell_bytes.saturating_mul(CELLS),
        }
    }

    fn end(&self) -> u64 {
        self.seen_from.saturating_add(length(&self.seen))
    }

    /// The bytes between two offsets, as far as they are still there.
    pub(super) fn between(&self, from: u64, to: u64) -> &[u8] {
        let at = |offset: u64| usize::try_from(offset.saturating_sub(self.seen_from)).unwrap_or(usize::MAX);
        let end = at(to).min(self.seen.len());
        self.seen.get(at(from)..end).unwrap_or_default()
    }

    /// Makes the next byte read the one at this offset, which becomes the offset 0.
    pub(super) fn start_again(&mut self, offset: u64) {
        let mut again = self.between(offset, u64::MAX).to_vec();
        again.append(&mut self.queued);
        self.queued = again;
        self.seen.clear();
        (self.seen_from, self.record) = (0, 0);
        (self.has_ended, self.is_record_too_long) = (false, false);
    }

    /// Reads past the next line break, whatever comes before it.
    pub(super) fn skip_line(&mut self) {
        loop {
            if let Some(position) = self.queued.iter().position(|byte| *byte == b'\n') {
                self.queued.drain(..=position);
                return;
            }
            self.queued.resize(8192, 0);
            let mut chunk = std::mem::take(&mut self.queued);
            let count = self.read_input(&mut chunk);
            chunk.truncate(count);
            self.queued = chunk;
            if count == 0 {
                return;
            }
        }
    }

    /// Reads from the input within the limit on bytes; 0 at its end, or when reading stops.
    fn read_input(&mut self, buffer: &mut [u8]) -> usize {
        if self.stop.is_some() {
            return 0;
        }
        let mut one = [0];
        let is_at_limit = self.bytes_left == 0;
        let allowed = usize::try_from(self.bytes_left).unwrap_or(usize::MAX).min(buffer.len());
        let target = if is_at_limit { &mut one } else { buffer.get_mut(..allowed).unwrap_or_default() };
        let count = loop {
            match self.input.read(target) {
                Ok(count) => break count.min(target.len()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.stop = Some(Stop::Unreadable(error.to_string()));
                    return 0;
                }
            }
        };
        if is_at_limit {
            self.stop = (count > 0).then_some(Stop::TooLarge);
            return 0;
        }
        self.bytes_left = self.bytes_left.saturating_sub(u64::try_from(count).unwrap_or(u64::MAX));
        count
    }
}

impl<R: Read> Read for Tail<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let behind = self.record.saturating_sub(self.seen_from);
        if behind > KEPT_BEHIND {
            let count = usize::try_from(behind).unwrap_or(usize::MAX).min(self.seen.len());
            self.seen.drain(..count);
            self.seen_from = self.record;
        }
        if self.end().saturating_sub(self.record) > self.longest_record {
            (self.has_ended, self.is_record_too_long) = (true, true);
            return Ok(0);
        }
        let count = if self.queued.is_empty() {
            self.read_input(buffer)
        } else {
            let count = buffer.len().min(self.queued.len());
            for (target, byte) in buffer.iter_mut().zip(self.queued.drain(..count)) {
                *target = byte;
            }
            count
        };
        self.seen.extend_from_slice(buffer.get(..count).unwrap_or_default());
        self.has_ended = count == 0 && !buffer.is_empty();
        Ok(count)
    }
}

pub(super) fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tail: &mut Tail<&[u8]>) -> Vec<u8> {
        let mut all = Vec::new();
        tail.read_to_end(&mut all).unwrap();
        all
    }

    #[test]
    fn reading_stops_at_the_limit_and_says_so_only_if_there_is_more() {
        let mut exact = Tail::new(&b"abc"[..], Limits::default().with_bytes(3));
        assert_eq!((read(&mut exact), exact.stop), (b"abc".to_vec(), None));
        let mut more = Tail::new(&b"abcd"[..], Limits::default().with_bytes(3));
        assert_eq!((read(&mut more), more.stop), (b"abc".to_vec(), Some(Stop::TooLarge)));
    }

    #[test]
    fn reading_can_start_again_at_a_byte_seen() {
        let mut tail = Tail::new(&b"one\ntwo\nthree"[..], Limits::default());
        read(&mut tail);
        tail.start_again(4);
        tail.skip_line();
        assert_eq!(read(&mut tail), b"three");
        assert_eq!(tail.between(0, 2), b"th");
    }
}
