//! Three real announcements (O01 Shaanxi, O03 Dalian Ganjingzi, O32 Tianjin): their posts and rules as written, their dates
//! shifted to now, and stated defaults where the notice says nothing. By these dates the first is published, the second
//! stands between written test and interview, the third is open for applications.

use chrono::NaiveTime;
use domain::{
    Instant,
    campaigns::{Dates, Draft},
    rules::{BadDocument, RuleDocument},
};

pub struct Plan {
    pub code: &'static str,
    /// The place in the tree, its name, and the places below it.
    pub scope: &'static str,
    pub place: (&'static str, &'static str),
    pub organiser: &'static str,
    /// Share of all applicants, in percent.
    pub share: u32,
    rules: &'static [u8],
    text: &'static str,
    /// Days from now of its eight moments, with their hours.
    days: [(i64, u32); 8],
}

pub const PLANS: [Plan; 3] = [
    Plan {
        code: "gjz-2026",
        scope: "990000/210211",
        place: ("甘井子区", "Ganjingzi"),
        organiser: "甘井子区民政局",
        share: 35,
        rules: include_bytes!("../../../app/domain/tests/notices/O03-demo.json"),
        text: include_str!("gjz.md"),
        days: [
            (-66, 9),
            (-60, 17),
            (-56, 17),
            (-46, 9),
            (-42, 9),
            (-32, 10),
            (-18, 8),
            (-10, 10),
        ],
    },
    Plan {
        code: "sn-2026",
        scope: "990000/610000",
        place: ("陕西省", "Shaanxi"),
        organiser: "陕西省民政厅　陕西省人事考试中心",
        share: 20,
        rules: include_bytes!("../../../app/domain/tests/notices/O01-demo.json"),
        text: include_str!("sn.md"),
        days: [
            (-40, 9),
            (-34, 17),
            (-31, 17),
            (-21, 9),
            (-17, 9),
            (-7, 10),
            (6, 8),
            (12, 10),
        ],
    },
    Plan {
        code: "tj-2026",
        scope: "990000/120000",
        place: ("天津市", "Tianjin"),
        organiser: "天津市民政局",
        share: 45,
        rules: include_bytes!("../../../app/domain/tests/notices/O32-demo.json"),
        text: include_str!("tj.md"),
        days: [
            (-3, 9),
            (5, 17),
            (8, 17),
            (18, 9),
            (22, 9),
            (32, 10),
            (46, 8),
            (52, 10),
        ],
    },
];

impl Plan {
    pub fn dates(&self, now: Instant) -> Dates {
        let at = |i: usize| {
            let (days, hour) = self.days[i];
            let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
            Instant::from_shanghai(now.plus_days(days).date().and_time(time))
        };
        Dates {
            applications_open: at(0),
            applications_close: at(1),
            corrections_close: at(2),
            tickets_from: at(3),
            written_at: at(4),
            written_results_at: at(5),
            interview_at: at(6),
            results_at: at(7),
        }
    }

    /// # Errors
    /// Never: the documents are part of the program, and a test reads them.
    pub fn draft(&self, now: Instant) -> Result<Draft, BadDocument> {
        let mut rules = RuleDocument::from_json(self.rules)?;
        self.dates(now).write(&mut rules);
        Ok(Draft {
            title: rules.title.zh.clone(),
            title_en: rules.title.en.clone().unwrap_or_default(),
            organiser: self.organiser.to_owned(),
            contact: "0000-1234567（工作日 9:00—17:00）".to_owned(),
            announcement: self.text.to_owned(),
            rules,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::campaigns::not_carried;

    #[test]
    fn every_plan_is_a_campaign_that_may_be_announced() {
        for plan in PLANS {
            let draft = plan.draft(Instant(1_795_000_000_000)).unwrap();
            assert!(
                domain::rules::may_publish(&domain::rules::lint(&draft.rules)),
                "{}",
                plan.code
            );
            assert_eq!(not_carried(&draft.rules), [], "{}", plan.code);
        }
        assert_eq!(PLANS.iter().map(|plan| plan.share).sum::<u32>(), 100);
    }
}
