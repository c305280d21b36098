//! The only clock. In a demonstration it can be set forward, for all servers at once, so that a whole recruitment can be
//! walked through in an hour.

use domain::Instant;
use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

#[derive(Debug, Default)]
pub struct Clock {
    offset_ms: AtomicI64,
}

impl Clock {
    pub fn now(&self) -> Instant {
        let real = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |d| d.as_millis() as i64);
        Instant(real + self.offset_ms.load(Ordering::Relaxed))
    }

    /// Demonstrations only: the clock goes on from that moment.
    pub fn set(&self, to: Instant) {
        let ahead = to.0 - self.now().0;
        self.offset_ms.fetch_add(ahead, Ordering::Relaxed);
    }

    pub fn offset_ms(&self) -> i64 {
        self.offset_ms.load(Ordering::Relaxed)
    }

    pub fn set_offset_ms(&self, offset: i64) {
        self.offset_ms.store(offset, Ordering::Relaxed);
    }
}
