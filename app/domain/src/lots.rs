//! Repeatable chance: the same seed draws the same order on any machine, so that a draw can be checked afterwards.

/// SplitMix64 (Steele, Lea, Flood 2014): tiny, seedable, and specified to the bit.
#[derive(Clone, Debug)]
pub struct Lots(u64);

impl Lots {
    pub const fn seeded(seed: u64) -> Self {
        Lots(seed)
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`, without the bias of a plain remainder.
    pub fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.draw()) * u128::from(bound.max(1))) >> 64) as u64
    }

    /// Fisher and Yates: every order is equally likely.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u64 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_order() {
        let draw = |seed| {
            let mut items: Vec<u32> = (0..10).collect();
            Lots::seeded(seed).shuffle(&mut items);
            items
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        assert_eq!(
            Lots::seeded(0).draw(),
            0xE220_A839_7B1D_CDAF,
            "the reference value of the algorithm"
        );
    }

    #[test]
    fn a_draw_loses_nobody() {
        let mut items: Vec<u32> = (0..1000).collect();
        Lots::seeded(1).shuffle(&mut items);
        items.sort_unstable();
        assert!(items.into_iter().eq(0..1000));
    }

    #[test]
    fn every_place_is_equally_likely() {
        let mut counts = [0u32; 6];
        let mut lots = Lots::seeded(42);
        for _ in 0..60_000 {
            counts[lots.below(6) as usize] += 1;
        }
        assert!(
            counts.iter().all(|&n| (9_600..=10_400).contains(&n)),
            "{counts:?}"
        );
    }
}
