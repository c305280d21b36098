//! What can be wrong with lists: the findings, with their facts.

use crate::rules::lint::findings;
use crate::text::Bilingual;

findings!(
    /// Quotas, ties, substitution, reserved seats.
    ListsLint {
        /// The steps do not cover every number of places.
        Blocks QuotaSteps,
        Asks QuotaDrops { places: u32, people: u32, next: u32 },
        Asks QuotaBelowPlaces { places: u32, people: u32 },
        /// A share that is no whole number, and nothing says which way.
        Asks QuotaMode,
        Blocks QuotaNobody,
        /// A share of people that are not counted here.
        Blocks QuotaNotHere,
        /// A later list is longer than the one before it.
        Asks ListWidens { places: u32, before: u32, people: u32 },
        Asks TestNeverUsed { test: Bilingual },
        Blocks UnorderedPreference { names: Vec<Bilingual> },
        Asks TieKeyOptional { fact: Bilingual },
        Asks KeyTwice,
        Asks ConsentWithoutOthers,
        Asks NobodyReplaced,
        Blocks ReservedAbovePlaces { seats: Bilingual, reserved: u32, places: u64 },
    }
);
