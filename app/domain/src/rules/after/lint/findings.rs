//! What can be wrong with the steps after the exam: the findings, with their facts.

use crate::rules::lint::findings;
use crate::text::Bilingual;

findings!(
    /// Steps after the exam, and the reserve.
    AfterLint {
        Blocks GivesWithoutBy { step: Bilingual },
        Asks ByWithoutGives { step: Bilingual },
        /// What is handed out is not as much as there are places.
        Asks GivesSum { given: u64, places: u64 },
        /// A reserve list instead of hires has the places of the posts.
        Blocks ReserveInsteadPlaces,
        /// Rules for people who are hired, and nobody is.
        Asks ReserveInsteadHires,
    }
);
