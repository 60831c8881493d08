//! What texts were read as, for the columns of a file that say the same again and again.
//! It holds so many texts at most, so that a file cannot fill the memory with them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// How many texts are remembered before all are forgotten: enough for the days of ten years.
const MOST: usize = 4096;
/// A longer text, such as a long note, is read again each time.
const LONGEST: usize = 256;

/// The meaning of texts read before. It is only asked, never listed: no order of hashes shows.
#[derive(Debug)]
pub(in crate::format) struct Memo<T> {
    known: HashMap<Mark, Known<T>, BuildHasherDefault<Mixed>>,
}

#[derive(Debug)]
struct Known<T> {
    /// Empty if the mark says all of it.
    text: Box<[u8]>,
    value: T,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { known: HashMap::default() }
    }
}

impl<T: Clone> Memo<T> {
    /// What the text means: remembered, or read now and remembered if it can be read.
    pub(in crate::format) fn read<E>(
        &mut self,
        text: &[u8],
        read: impl FnOnce(&[u8]) -> Result<T, E>,
    ) -> Result<T, E> {
        let mark = Mark::of(text);
        match self.known.get(&mark) {
            Some(known) if mark.is_whole() || *known.text == *text => Ok(known.value.clone()),
            _ => {
                let value = read(text)?;
                self.remember(mark, text, value.clone());
                Ok(value)
            }
        }
    }

    #[cold]
    fn remember(&mut self, mark: Mark, text: &[u8], value: T) {
        if text.len() > LONGEST {
            return;
        }
        if self.known.len() >= MOST {
            self.known.clear();
        }
        let text = if mark.is_whole() { Box::default() } else { text.into() };
        self.known.insert(mark, Known { text, value });
    }
}

/// The first and the last eight bytes of a text and its length: all of a text of up to sixteen bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    head: u64,
    tail: u64,
    length: usize,
}

impl Mark {
    fn of(text: &[u8]) -> Self {
        let length = text.len();
        if let (Some(head), Some(tail)) = (text.first_chunk(), text.last_chunk()) {
            return Self { head: u64::from_le_bytes(*head), tail: u64::from_le_bytes(*tail), length };
        }
        if let (Some(head), Some(tail)) = (text.first_chunk(), text.last_chunk()) {
            let word = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
            return Self { head: word(head), tail: word(tail), length };
        }
        let head = text.iter().fold(0, |head, byte| head << 8 | u64::from(*byte));
        Self { head, tail: 0, length }
    }

    /// Whether it holds every byte of the text.
    fn is_whole(&self) -> bool {
        self.length <= 16
    }
}

impl Hash for Mark {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.head ^ self.tail.rotate_left(29));
    }
}

/// Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): the product with 2^64 divided by the golden
/// ratio, of which the upper half is mixed into the lower one, because a map looks at both ends.
#[derive(Debug, Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, word: u64) {
        let product = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = product ^ (product >> 32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::convert::Infallible;

    proptest! {
        #[test]
        fn a_text_never_means_what_another_means(texts in proptest::collection::vec("[ab]{0,4}|储?[01]{0,9}|same head [ab]{0,3} same tail", 0..300)) {
            let mut memo = Memo::default();
            for text in &texts {
                let read = memo.read(text.as_bytes(), |text| Ok::<_, Infallible>(text.to_owned())).unwrap();
                prop_assert_eq!(&*read, text.as_bytes());
            }
        }
    }

    #[test]
    fn a_text_is_read_once_and_an_error_is_not_remembered() {
        let mut memo = Memo::default();
        assert_eq!(memo.read(b"2024-12", |_| Err::<u8, _>("no period")), Err("no period"));
        assert_eq!(memo.read(b"2024-12", |_| Ok::<_, ()>(1)), Ok(1));
        assert_eq!(memo.read(b"2024-12", |_| Err("read again")), Ok(1));
    }
}
