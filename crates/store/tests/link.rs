//! Ten thousand entries over a link of 64 kbit/s that loses a fifth of all packets and falls silent for minutes: all arrive,
//! and no byte that arrived is sent again. The clock is virtual: what is counted is what a real link would take.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking"
)]

mod common;

use common::batch;
use common::posts::posts;
use exchange::{Gaps, Stalled, Way, fetch};
use std::io;
use std::ops::Range;
use store::Store;

/// What one packet carries, and what its head weighs: IP, UDP, the place.
const PACKET: usize = 1200;
const HEAD: usize = 40;

/// Bytes a second, each way.
const RATE: f64 = 8000.0;

/// From one end to the other.
const DELAY: f64 = 0.3;

/// How long the asking side waits behind the last packet that it expects.
const WAIT: f64 = 1.0;

/// A link between a post that asks and one that has a parcel.
struct Link<'a> {
    parcel: &'a [u8],
    random: u64,
    clock: f64,
    /// The link is down from the first to the second, again and again.
    outage: Option<(f64, f64)>,
    arrived: Vec<bool>,
    down: u64,
    up: u64,
    lost: u64,
    asked: u64,
}

impl<'a> Link<'a> {
    fn new(parcel: &'a [u8], seed: u64) -> Self {
        let arrived = vec![false; parcel.len()];
        Self { parcel, random: seed, clock: 0.0, outage: None, arrived, down: 0, up: 0, lost: 0, asked: 0 }
    }

    /// Whether a packet of so many bytes gets through; the clock goes on while it is sent.
    fn sends(&mut self, bytes: usize) -> bool {
        self.clock += (bytes + HEAD) as f64 / RATE;
        let silent = self.outage.is_some_and(|(every, lasts)| self.clock % every < lasts && self.clock > every);
        self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let lost = silent || (self.random >> 33).is_multiple_of(5);
        self.lost += u64::from(lost);
        !lost
    }
}

impl Way for Link<'_> {
    fn ask(&mut self, ranges: &[Range<u64>], take: &mut dyn FnMut(u64, &[u8]) -> io::Result<()>) -> io::Result<()> {
        self.asked += 1;
        // A place and a length of each range, in packets of their own where there are many.
        let request = 16 * ranges.len();
        self.up += (request + HEAD * request.div_ceil(PACKET)) as u64;
        let heard = (0..request.div_ceil(PACKET)).all(|_| self.sends(request.min(PACKET)));
        self.clock += DELAY;
        if heard {
            for range in ranges {
                for begin in (range.start..range.end).step_by(PACKET) {
                    let end = (begin + PACKET as u64).min(range.end);
                    let (from, to) = (begin as usize, end as usize);
                    assert!(self.arrived[from..to].iter().all(|arrived| !arrived), "bytes {from} to {to} had arrived");
                    self.down += (to - from + HEAD) as u64;
                    if self.sends(to - from) {
                        self.arrived[from..to].fill(true);
                        take(begin, &self.parcel[from..to])?;
                    }
                }
            }
        }
        self.clock += DELAY + WAIT;
        Ok(())
    }
}

/// Fetches over the link, run after run where it falls silent; gives what arrived, and how many runs it took.
fn fetched(link: &mut Link<'_>, length: usize) -> (Vec<u8>, usize) {
    let mut spool = vec![0; length];
    let mut gaps = Gaps::new(0, length as u64);
    for runs in 1.. {
        let done = fetch(link, &mut gaps, &mut |at, bytes| {
            spool[at as usize..at as usize + bytes.len()].copy_from_slice(bytes);
            Ok(())
        });
        match done {
            Ok(()) => return (spool, runs),
            Err(Stalled::Silence { .. }) => link.clock += 60.0,
            Err(error) => panic!("{error}"),
        }
    }
    unreachable!("the loop ends when all is here")
}

#[test]
fn ten_thousand_entries_over_a_slow_link_that_loses_a_fifth() {
    let mut posts = posts(2);
    posts[0].tell(&batch(0..5000, 3));
    assert_eq!(posts[0].store.size().unwrap(), 10_001);
    let parcel = posts[0].offer(&posts[1]);
    for outage in [None, Some((100.0, 40.0))] {
        let mut link = Link::new(&parcel, 2020);
        link.outage = outage;
        let (spool, runs) = fetched(&mut link, parcel.len());
        assert_eq!(spool, parcel);
        let Link { clock, down, up, lost, asked, .. } = link;
        println!(
            "parcel {} bytes; sent {down} down, {up} up; {lost} packets lost; asked {asked} times in {runs} runs; {:.0} s",
            parcel.len(),
            clock
        );
        // Every byte goes over the link until it arrives once: with a fifth lost, five quarters of it.
        let packets = parcel.len().div_ceil(PACKET);
        if outage.is_none() {
            assert!((down as usize) < (parcel.len() + packets * HEAD) * 13 / 10, "{down} for {}", parcel.len());
        }
    }
    posts[1].accept(&parcel).unwrap();
    assert_eq!(posts[1].store.reports().unwrap().len(), 5000);
    posts[1].assert_sound();
}
