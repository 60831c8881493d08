//! The bytes of an activity file on their way to the XML parser: counted by lines, and no more of them in one piece
//! than the limits allow.

use crate::format::table::line_breaks;
use std::io::{self, BufRead, BufReader, Read};

pub(super) struct Source<R> {
    input: BufReader<R>,
    /// The line that is being read, from 1.
    pub(super) line: u32,
    /// How many bytes the next piece may still take.
    allowance: usize,
    longest: usize,
    bytes_left: u64,
}

/// What is said where a limit ends the reading.
pub(super) const TOO_LONG: &str = "a piece of markup or text longer than the limit on cells";
pub(super) const TOO_LARGE: &str = "more bytes than the limit allows";

impl<R: Read> Source<R> {
    pub(super) fn new(input: R, longest: usize, bytes: u64) -> Self {
        Self {
            input: BufReader::with_capacity(64 * 1024, input),
            line: 1,
            allowance: longest,
            longest,
            bytes_left: bytes,
        }
    }

    /// Before the next piece of markup or text.
    pub(super) fn next_piece(&mut self) {
        self.allowance = self.longest;
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let count = {
            let available = self.fill_buf()?;
            let count = available.len().min(target.len());
            let (from, to) = (available.get(..count), target.get_mut(..count));
            if let (Some(from), Some(to)) = (from, to) {
                to.copy_from_slice(from);
            }
            count
        };
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.allowance == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, TOO_LONG));
        }
        let most = self.allowance.min(usize::try_from(self.bytes_left).unwrap_or(usize::MAX));
        let available = self.input.fill_buf()?;
        if most == 0 && !available.is_empty() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, TOO_LARGE));
        }
        Ok(available.get(..most.min(available.len())).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        let consumed = self.input.buffer().get(..count).unwrap_or_default();
        let breaks = u32::try_from(line_breaks(consumed)).unwrap_or(u32::MAX);
        self.line = self.line.saturating_add(breaks);
        self.allowance = self.allowance.saturating_sub(count);
        self.bytes_left = self.bytes_left.saturating_sub(u64::try_from(count).unwrap_or(u64::MAX));
        self.input.consume(count);
    }
}
