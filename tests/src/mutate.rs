//! Broken documents, made from good ones. Needs nothing but the standard library, so that fuzz targets can share it.

/// Pseudorandom numbers from a seed (SplitMix64): the same on every machine, so that a failure can be repeated.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Numbers from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`; 0 when that is 0.
    #[allow(clippy::cast_possible_truncation, reason = "the remainder is below a usize")]
    pub fn below(&mut self, limit: usize) -> usize {
        (self.number() % (limit.max(1) as u64)) as usize
    }

    /// One of `items`.
    ///
    /// # Panics
    /// When there is none.
    pub fn one_of<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}

/// Pieces that mean something to a reader of XML, and of these contracts.
pub const TOKENS: &[&[u8]] = &[
    b"<",
    b">",
    b"</",
    b"/>",
    b"&",
    b";",
    b"=",
    b"\"",
    b"'",
    b"<a>",
    b"</a>",
    b"<a/>",
    b"&amp;",
    b"&#0;",
    b"&#xD;",
    b"&#x110000;",
    b"&#xFFFFFFFFFF;",
    b"&x;",
    b"<!--",
    b"-->",
    b"--",
    b"<![CDATA[",
    b"]]>",
    b"<?",
    b"?>",
    b"<?xml ",
    b"<!DOCTYPE a [",
    b"<!ENTITY a \"b\">",
    b" xmlns=\"\"",
    b" xmlns:a=\"urn:a\"",
    b" xmlns:a=\"\"",
    b" a:b=\"c\"",
    b" xsi:nil=\"true\"",
    b" xsi:type=\"a:b\"",
    b" xsi:schemaLocation=\"a b\"",
    b" xml:space=\"preserve\"",
    b"\0",
    b"\r",
    b"\r\n",
    b"\n",
    b"\t",
    b" ",
    b"\xC3\xA5",
    b"\xC3",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xFE\xFF",
    b"\xEF\xBF\xBE",
    b"\xED\xA0\x80",
    b"\xF4\x90\x80\x80",
    b"-1",
    b"+2",
    b" 2 ",
    b"00000000000000000000000000000031",
    b"999999999999999999999999999999",
    b"1e9",
    b"NaN",
    b"true",
    b"TRUE",
    b"0",
    b"2026-02-30",
    b"2026-10-01Z",
    b"-0001-01-01+14:00",
    b"\xD9\xA1",
    b"encoding=\"utf-16\"",
    b"encoding=\"iso-8859-1\"",
    b"version=\"1.1\"",
];

/// A document broken in one to four places; `others` are spliced in.
pub fn mutate(random: &mut Random, document: &[u8], others: &[&[u8]]) -> Vec<u8> {
    let mut bytes = document.to_vec();
    for _ in 0..=random.below(4) {
        mutate_once(random, &mut bytes, others);
    }
    bytes
}

/// Bytes without any plan, and tokens without any order.
pub fn noise(random: &mut Random, length: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(length);
    let tokens = random.below(4);
    while bytes.len() < length {
        if random.below(4) < tokens {
            bytes.extend_from_slice(random.one_of(TOKENS));
        } else {
            bytes.push(byte(random));
        }
    }
    bytes
}

fn mutate_once(random: &mut Random, bytes: &mut Vec<u8>, others: &[&[u8]]) {
    let at = random.below(bytes.len() + 1);
    let range = chunk(random, bytes.len());
    match random.below(12) {
        0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
        1 if at < bytes.len() => bytes[at] = byte(random),
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(range)),
        4 => {
            let chunk = bytes[range].to_vec();
            let times = 1 + random.below(64);
            insert(bytes, at, &chunk.repeat(times));
        }
        5 => {
            let chunk = bytes[range].to_vec();
            insert(bytes, at, &chunk);
        }
        6 if !others.is_empty() => {
            let other = random.one_of(others);
            let range = chunk(random, other.len());
            insert(bytes, at, &other[range]);
        }
        7 | 8 => insert_between_tags(random, bytes),
        9 | 10 => change_alike(random, bytes),
        _ => insert(bytes, at, random.one_of(TOKENS)),
    }
}

/// What may stand between tags, so that some documents stay valid: a mutation that always breaks finds nothing of
/// what lies behind the first check.
fn insert_between_tags(random: &mut Random, bytes: &mut Vec<u8>) {
    const PIECES: &[&[u8]] = &[
        b" ",
        b"\r\n",
        b"\t",
        b"<!-- a -->",
        b"<?a b?>",
        b"<![CDATA[ ]]>",
        b"&#32;",
        b"a",
    ];
    let ends: Vec<usize> = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'>')
        .map(|(at, _)| at + 1)
        .collect();
    if !ends.is_empty() {
        let at = ends[random.below(ends.len())];
        insert(bytes, at, random.one_of(PIECES));
    }
}

/// A digit for a digit, a letter for a letter.
fn change_alike(random: &mut Random, bytes: &mut [u8]) {
    let alike: &[u8] = match random.below(2) {
        0 => b"0123456789",
        _ => b"abcdefghijklmnopqrstuvwxyz",
    };
    let places: Vec<usize> = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| alike.contains(byte))
        .map(|(at, _)| at)
        .collect();
    if !places.is_empty() {
        let at = places[random.below(places.len())];
        bytes[at] = alike[random.below(alike.len())];
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    drop(bytes.splice(at..at, piece.iter().copied()));
}

fn chunk(random: &mut Random, length: usize) -> std::ops::Range<usize> {
    let start = random.below(length + 1);
    let end = start + random.below((length - start).min(256) + 1);
    start..end
}

fn byte(random: &mut Random) -> u8 {
    random.number().to_le_bytes()[0]
}
