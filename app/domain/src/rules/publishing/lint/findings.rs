//! What can be wrong with what is published: the findings, with their facts.

use crate::rules::lint::findings;
use crate::text::Bilingual;
use chrono::NaiveDate;

findings!(
    /// Publications and holidays.
    PublishingLint {
        Asks ShortPublication { days: u16, usual: u16 },
        Blocks NoDays,
        Blocks PeriodTooLong { days: u16 },
        /// The printed last day is not the one that is counted.
        Blocks PublicationEnd { stated: NaiveDate, counted: NaiveDate },
        Asks HolidayNotStated { day: NaiveDate },
        Blocks HolidayContradicts { day: NaiveDate },
        Blocks HolidayRange,
        Asks PublishedTwice { what: Bilingual },
        /// A reserve is put up, and there is none.
        Asks NothingToPublish { what: Bilingual },
    }
);
