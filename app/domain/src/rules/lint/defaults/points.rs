//! Collects what a document leaves unsaid, in the order of its fields.

use super::{DefaultPoint, Rest, Unstated};
use crate::rules::document::{RuleDocument, Variant};
use crate::rules::eligibility::Post;
use crate::rules::eligibility::lint::requirements;
use crate::rules::lists::List;
use crate::rules::stages::{Scoring, Stage};
use crate::text::Bilingual;

pub(super) struct Points(pub(super) Vec<DefaultPoint>);

impl Points {
    pub(super) fn add(&mut self, missing: bool, path: &str, what: Unstated) {
        if missing {
            let path = path.to_owned();
            self.0.push(DefaultPoint { what, path });
        }
    }

    /// Whole sections; one that each post's variant states is stated.
    pub(super) fn of_document(&mut self, doc: &RuleDocument) {
        let applying = doc.applying.as_ref();
        let duplicates = applying.is_some_and(|own| own.duplicates.is_none());
        self.add(duplicates, "/applying/duplicates", Unstated::Duplicates);
        let elsewhere = |has: fn(&Variant) -> bool| {
            let variant = |post: &Post| {
                let mut variants = doc.variants.iter();
                variants.find(|own| own.scope.covers(&post.code, post.pool.as_ref()))
            };
            let posts = &doc.posts;
            !posts.is_empty() && posts.iter().all(|post| variant(post).is_some_and(has))
        };
        let mut section = |stated: bool, has: fn(&Variant) -> bool, path, what| {
            self.add(!stated && !elsewhere(has), path, what);
        };
        section(
            !doc.stages.is_empty(),
            |own| own.stages.is_some(),
            "/stages",
            Unstated::Stages,
        );
        section(
            doc.opening.is_some(),
            |own| own.opening.is_some(),
            "/opening",
            Unstated::Opening,
        );
        section(
            doc.total.is_some(),
            |own| own.total.is_some(),
            "/total",
            Unstated::Total,
        );
        section(
            doc.ties.is_some(),
            |own| own.ties.is_some(),
            "/ties",
            Unstated::Ties,
        );
        section(
            doc.after.is_some(),
            |own| own.after.is_some(),
            "/after",
            Unstated::After,
        );
        section(
            doc.publication.is_some(),
            |_| false,
            "/publication",
            Unstated::Publication,
        );
    }

    pub(super) fn of_ages(&mut self, doc: &RuleDocument) {
        for (path, own) in requirements(doc) {
            let relaxed = own.relaxations.iter().enumerate();
            let relaxed = relaxed.map(|(index, relaxation)| {
                let path = format!("{path}/relaxations/{index}");
                (path, relaxation.stated_age.as_ref())
            });
            let ages = std::iter::once((path.clone(), own.stated_age.as_ref())).chain(relaxed);
            // One requirement has one such day, with its relaxations.
            let mut undated = ages.filter(|(_, age)| age.is_some_and(|age| age.on.is_none()));
            if let Some((path, _)) = undated.next() {
                let title = own.title.clone();
                let path = format!("{path}/stated_age/on");
                self.add(true, &path, Unstated::AgeDay { title });
            }
        }
    }

    pub(super) fn of_stages(&mut self, path: &str, stages: &[Stage]) {
        let last = stages.iter().rposition(|stage| stage.scoring.is_some());
        for (index, stage) in stages.iter().enumerate() {
            let path = format!("{path}/{index}");
            let name = || stage.name.clone();
            let goes_on = stage.scoring.is_some() && Some(index) < last;
            self.add(
                goes_on && stage.cut.is_none(),
                &format!("{path}/cut"),
                Unstated::Cut { stage: name() },
            );
            if let Some(scoring) = &stage.scoring {
                self.add(
                    stage.lines.is_none(),
                    &format!("{path}/lines"),
                    Unstated::Lines { stage: name() },
                );
                self.of_scoring(&format!("{path}/scoring"), scoring, &stage.name);
            }
            if let Some(cut) = &stage.cut {
                let path = format!("{path}/cut");
                self.add(
                    cut.quota.is_none(),
                    &format!("{path}/quota"),
                    Unstated::CutQuota { stage: name() },
                );
                self.add(
                    cut.level.is_none(),
                    &format!("{path}/level"),
                    Unstated::CutLevel { stage: name() },
                );
                let next = stages.get(index + 1).and_then(|next| next.check.as_ref());
                let checked = next.is_some_and(|check| check.substitution.is_some());
                self.substitution(!checked, &path, cut, &stage.name);
            }
        }
    }

    fn substitution(&mut self, counts: bool, path: &str, list: &List, stage: &Bilingual) {
        let missing = counts && list.substitution.is_none();
        let what = Unstated::Substitution {
            stage: stage.clone(),
        };
        self.add(missing, &format!("{path}/substitution"), what);
    }

    fn of_scoring(&mut self, path: &str, scoring: &Scoring, stage: &Bilingual) {
        match scoring {
            Scoring::Panel(panel) => {
                let path = format!("{path}/panel");
                self.add(
                    panel.trim.is_none(),
                    &format!("{path}/trim"),
                    Unstated::Trim {
                        stage: stage.clone(),
                    },
                );
                let what = Unstated::PanelMean {
                    stage: stage.clone(),
                };
                self.add(panel.mean.is_none(), &format!("{path}/mean"), what);
            }
            Scoring::Papers(papers) => {
                let several = papers.papers.len() > 1 && papers.missed.is_none();
                let what = Unstated::Missed {
                    stage: stage.clone(),
                };
                self.add(several, &format!("{path}/papers/missed"), what);
            }
            Scoring::Points(_) => {}
        }
    }

    pub(super) fn of_rest(&mut self, path: &str, rest: Rest<'_>) {
        let exceeds = rest
            .bonus
            .is_some_and(|rule| rule.may_exceed_full.is_none());
        self.add(
            exceeds,
            &format!("{path}/bonus/may_exceed_full"),
            Unstated::MayExceedFull,
        );
        let evidence = rest.bonus.is_some_and(|rule| {
            let mut items = rule.items.iter();
            rule.evidence_by.is_none() && items.any(|item| item.evidence_by.is_none())
        });
        let due = format!("{path}/bonus/evidence_by");
        self.add(evidence, &due, Unstated::EvidenceBy);
        let lines = rest.total.is_some_and(|rule| rule.lines.is_none());
        self.add(lines, &format!("{path}/total/lines"), Unstated::TotalLines);
        for (index, step) in rest.after.iter().enumerate() {
            let path = format!("{path}/after/{index}/list");
            let what = Unstated::StepQuota {
                stage: step.name.clone(),
            };
            self.add(step.list.quota.is_none(), &format!("{path}/quota"), what);
            self.substitution(true, &path, &step.list, &step.name);
        }
    }
}
