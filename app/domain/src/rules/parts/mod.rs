//! A rule document cut into the families in which people edit it. Each part can be taken out as JSON and put back alone;
//! every place of the document belongs to one part.

mod sections;

use super::document::{BadDocument, RuleDocument, SelectionRules, read_json};
use sections::Sections;
use serde::{Deserialize, Serialize};

/// A family of rules, in the order of a recruitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Posts,
    Eligibility,
    Exclusions,
    Facts,
    Application,
    Opening,
    Written,
    Bonus,
    Shortlist,
    Interview,
    Tests,
    Total,
    Ties,
    Substitution,
    Physical,
    Publication,
    Hire,
    Variants,
    Decisions,
    Notes,
    /// The whole document.
    All,
}

impl Part {
    pub const ALL: [Part; 21] = [
        Part::Posts,
        Part::Eligibility,
        Part::Exclusions,
        Part::Facts,
        Part::Application,
        Part::Opening,
        Part::Written,
        Part::Bonus,
        Part::Shortlist,
        Part::Interview,
        Part::Tests,
        Part::Total,
        Part::Ties,
        Part::Substitution,
        Part::Physical,
        Part::Publication,
        Part::Hire,
        Part::Variants,
        Part::Decisions,
        Part::Notes,
        Part::All,
    ];

    /// As addresses and the audit trail name it.
    pub fn slug(self) -> &'static str {
        match self {
            Part::Posts => "posts",
            Part::Eligibility => "eligibility",
            Part::Exclusions => "exclusions",
            Part::Facts => "facts",
            Part::Application => "application",
            Part::Opening => "opening",
            Part::Written => "written",
            Part::Bonus => "bonus",
            Part::Shortlist => "shortlist",
            Part::Interview => "interview",
            Part::Tests => "tests",
            Part::Total => "total",
            Part::Ties => "ties",
            Part::Substitution => "substitution",
            Part::Physical => "physical",
            Part::Publication => "publication",
            Part::Hire => "hire",
            Part::Variants => "variants",
            Part::Decisions => "decisions",
            Part::Notes => "notes",
            Part::All => "all",
        }
    }

    pub fn of_slug(slug: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.slug() == slug)
    }

    /// The part that a place of the document belongs to: a JSON pointer, as the lint and comparisons give it.
    pub fn of_place(place: &str) -> Part {
        let mut steps = place.split('/').skip(1);
        match (
            steps.next().unwrap_or_default(),
            steps.next().unwrap_or_default(),
            steps.next().unwrap_or_default(),
        ) {
            ("rules", "shortlist" | "physical", "substitution") => Part::Substitution,
            ("rules", "opening_ratio", _) => Part::Opening,
            ("rules", "background", _) => Part::Physical,
            ("rules", section, _) => Part::of_slug(section).unwrap_or(Part::All),
            ("areas" | "pools" | "stated_places", ..) => Part::Posts,
            ("definitions", ..) => Part::Eligibility,
            ("days", ..) => Part::Facts,
            ("holidays", ..) => Part::Publication,
            ("reserve", ..) => Part::Hire,
            ("examples" | "organiser", ..) => Part::Notes,
            (section, ..) => Part::of_slug(section).unwrap_or(Part::All),
        }
    }

    /// The part as JSON; `None` for a part that lies inside others.
    pub fn to_json(self, doc: &RuleDocument) -> Option<String> {
        let text = match self {
            Part::All => return Some(doc.to_json()),
            Part::Substitution => return None,
            _ => match self.selection(doc) {
                Some(rules) => serde_json::to_string_pretty(&rules),
                None => serde_json::to_string_pretty(&self.sections(doc)),
            },
        };
        Some(text.expect("a rule document holds nothing that JSON cannot"))
    }

    /// The document with this part replaced; everything else stays as it is.
    ///
    /// # Errors
    /// Text that is not JSON of this part, with its line; a section that belongs to another part.
    pub fn replaced(self, doc: &RuleDocument, text: &str) -> Result<RuleDocument, BadDocument> {
        if self == Part::All {
            return RuleDocument::from_json(text.as_bytes());
        }
        let mut after = doc.clone();
        if self.selection(doc).is_some() {
            let read: SelectionRules = read_json(text.as_bytes())?;
            let own = RuleDocument {
                rules: read.clone(),
                ..RuleDocument::default()
            };
            if self.selection(&own) != Some(read.clone()) {
                return Err(foreign(self));
            }
            self.put_selection(&mut after.rules, read);
        } else {
            let read: Sections = read_json(text.as_bytes())?;
            self.put_sections(&mut after, read)?;
        }
        Ok(after)
    }

    /// The selection rules of this part alone; `None` when the part is none of them.
    fn selection(self, doc: &RuleDocument) -> Option<SelectionRules> {
        let (from, none) = (doc.rules.clone(), SelectionRules::default());
        Some(match self {
            Part::Opening => SelectionRules {
                opening_ratio: from.opening_ratio,
                ..none
            },
            Part::Written => SelectionRules {
                written: from.written,
                ..none
            },
            Part::Bonus => SelectionRules {
                bonus: from.bonus,
                ..none
            },
            Part::Shortlist => SelectionRules {
                shortlist: from.shortlist,
                ..none
            },
            Part::Interview => SelectionRules {
                interview: from.interview,
                ..none
            },
            Part::Total => SelectionRules {
                total: from.total,
                ..none
            },
            Part::Ties => SelectionRules {
                ties: from.ties,
                ..none
            },
            Part::Physical => SelectionRules {
                physical: from.physical,
                background: from.background,
                ..none
            },
            _ => return None,
        })
    }

    fn put_selection(self, to: &mut SelectionRules, from: SelectionRules) {
        match self {
            Part::Opening => to.opening_ratio = from.opening_ratio,
            Part::Written => to.written = from.written,
            Part::Bonus => to.bonus = from.bonus,
            Part::Shortlist => to.shortlist = from.shortlist,
            Part::Interview => to.interview = from.interview,
            Part::Total => to.total = from.total,
            Part::Ties => to.ties = from.ties,
            _ => (to.physical, to.background) = (from.physical, from.background),
        }
    }
}

fn foreign(part: Part) -> BadDocument {
    BadDocument::Unreadable {
        line: 1,
        column: 1,
        message: format!("only sections of \"{}\"", part.slug()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doc() -> RuleDocument {
        RuleDocument::from_json(include_bytes!("../../../tests/notices/O03-demo.json")).unwrap()
    }

    #[test]
    fn every_part_survives_the_trip_through_its_own_json() {
        for part in Part::ALL {
            if let Some(json) = part.to_json(&doc()) {
                assert_eq!(
                    part.replaced(&doc(), &json).as_ref(),
                    Ok(&doc()),
                    "{part:?}"
                );
                assert_eq!(Part::of_slug(part.slug()), Some(part));
            }
        }
    }

    #[test]
    fn a_part_is_put_back_without_touching_another() {
        let emptied = Part::Exclusions.replaced(&doc(), "{}").unwrap();
        assert_eq!(
            emptied,
            RuleDocument {
                exclusions: vec![],
                ..doc()
            }
        );
        let unstated = Part::Ties.replaced(&doc(), "{}").unwrap();
        assert_eq!(unstated.rules.ties, None);
        assert_eq!(unstated.rules.written, doc().rules.written);
    }

    #[test]
    fn a_section_of_another_part_is_refused_and_so_is_a_misspelt_one() {
        for (part, text) in [
            (
                Part::Ties,
                r#"{"written": null, "total": {"full_mark": "100", "rounding": {"decimals": 2}}}"#,
            ),
            (Part::Exclusions, r#"{"exclusions": [], "notes": ["x"]}"#),
            (Part::Exclusions, r#"{"exclusion": []}"#),
            (Part::Exclusions, "["),
        ] {
            assert!(part.replaced(&doc(), text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_place_leads_to_its_part() {
        for (place, part) in [
            ("/rules/shortlist/substitution/until", Part::Substitution),
            ("/rules/shortlist", Part::Shortlist),
            ("/rules/opening_ratio/needed", Part::Opening),
            ("/rules", Part::All),
            ("/posts/3/places", Part::Posts),
            ("/facts/0", Part::Facts),
            ("/holidays/off/0", Part::Publication),
            ("/variants/0/rules/written", Part::Variants),
            ("/title", Part::All),
        ] {
            assert_eq!(Part::of_place(place), part, "{place}");
        }
    }
}
