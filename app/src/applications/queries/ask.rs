//! What a reader of the queue asks for: a tab, a filter, an order, a page.

use crate::{addresses, platform::form::Typed};

/// The tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The reader's turn.
    #[default]
    Waiting,
    /// Of those, corrected and handed in again.
    Resubmitted,
    /// Of those, with findings that want an eye.
    Questions,
    Appeals,
    /// Whatever lies in the reader's sight.
    All,
}

impl View {
    pub const ALL: [View; 5] = [
        View::Waiting,
        View::Resubmitted,
        View::Questions,
        View::Appeals,
        View::All,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            View::Waiting => "waiting",
            View::Resubmitted => "resubmitted",
            View::Questions => "questions",
            View::Appeals => "appeals",
            View::All => "all",
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorting {
    #[default]
    Oldest,
    Newest,
    Number,
}

impl Sorting {
    pub const ALL: [Sorting; 3] = [Sorting::Oldest, Sorting::Newest, Sorting::Number];

    pub const fn key(self) -> &'static str {
        match self {
            Sorting::Oldest => "oldest",
            Sorting::Newest => "newest",
            Sorting::Number => "number",
        }
    }
}

/// What the reader asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    pub view: View,
    /// Part of a number or of a name.
    pub q: String,
    pub post: String,
    /// `clear` or `questions`; anything else asks for both.
    pub check: String,
    pub order: Sorting,
    /// From 1; smaller means 1.
    pub page: u64,
}

impl Ask {
    /// From an address or a form; what is unknown there asks for nothing.
    pub fn read(typed: &Typed) -> Self {
        Ask {
            view: View::ALL
                .into_iter()
                .find(|view| view.key() == typed.get("view"))
                .unwrap_or_default(),
            q: typed.trimmed("q").chars().take(40).collect(),
            post: typed.trimmed("post").to_owned(),
            check: typed.trimmed("check").to_owned(),
            order: Sorting::ALL
                .into_iter()
                .find(|order| order.key() == typed.get("order"))
                .unwrap_or_default(),
            page: typed.trimmed("page").parse().unwrap_or(1),
        }
    }

    /// It as the query of an address: what says nothing is left out.
    pub fn query(&self) -> String {
        let said = self.fields().into_iter();
        let said = said.filter(|(_, value)| !value.is_empty());
        let pairs = said.map(|(name, value)| format!("{name}={}", addresses::encode(&value)));
        pairs.collect::<Vec<_>>().join("&")
    }

    /// As fields of a form or an address; the page apart.
    pub fn fields(&self) -> [(&'static str, String); 5] {
        [
            ("view", self.view.key().to_owned()),
            ("q", self.q.clone()),
            ("post", self.post.clone()),
            ("check", self.check.clone()),
            ("order", self.order.key().to_owned()),
        ]
    }
}
