//! The two entries of each figure, compared.

use super::sheets;
use crate::{
    accounts::queries as accounts,
    campaigns::queries::Campaign,
    entity::{
        kinds::{EntryStatus, entry},
        mark_entry, settlement,
        stored::Text,
    },
    error::AppError,
};
use domain::{
    Instant, Points,
    digest::{canonical, sha256},
    ids::{AccountId, CampaignId},
    marking::{self, Comparison as Pair, Difference, MarkKind, Pass, Slip, Tally, likely_slips},
    rules::Mark,
    sheets::Layout,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// A figure as one person typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed {
    pub entry: Mark,
    pub by: AccountId,
}

/// Two entries that differ, and what was decided about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    pub sheet: String,
    /// Place among the items of the layout.
    pub item: usize,
    pub full: Points,
    pub first: Typed,
    pub second: Typed,
    pub slip: Option<Slip>,
    pub settled: Option<Settled>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    pub entry: Mark,
    pub reason: String,
    pub by: AccountId,
    pub at: Instant,
}

/// Everything about one kind of marks, compared.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    pub layout: Layout,
    pub sheets: usize,
    /// Sheets that are in the first and in the second entry.
    pub entered: [usize; 2],
    pub tally: Tally,
    /// Open differences first, two that explain each other side by side; then what is settled.
    pub differing: Vec<Differing>,
    /// Sheet, item and figure of everything that is agreed or settled, in the order of sheets.
    pub agreed: Vec<(String, String, Mark)>,
    /// Everybody who typed or settled, by name.
    pub names: HashMap<AccountId, String>,
    /// Who typed the first and the second entry.
    pub recorders: [BTreeSet<AccountId>; 2],
}

impl Comparison {
    fn add(
        &mut self,
        layout: &Layout,
        key: (String, usize),
        full: Points,
        pairs: &Pairs,
        settled: &mut HashMap<(String, usize), Settled>,
    ) {
        self.tally.expected += 1;
        let Some([Some(first), Some(second)]) = pairs.get(&key) else {
            return;
        };
        let code = layout.items[key.1].code.clone();
        match marking::compare(Some(first.entry), Some(second.entry)) {
            Pair::Waiting => {}
            Pair::Agreed(entry) => {
                self.tally.agreed += 1;
                self.agreed.push((key.0, code, entry));
            }
            Pair::Differ { .. } => {
                let settled = settled.remove(&key);
                match &settled {
                    None => self.tally.differing += 1,
                    Some(settled) => {
                        self.tally.settled += 1;
                        self.agreed.push((key.0.clone(), code, settled.entry));
                    }
                }
                let (sheet, item) = key;
                self.differing.push(Differing {
                    sheet,
                    item,
                    full,
                    first: *first,
                    second: *second,
                    slip: None,
                    settled,
                });
            }
        }
    }
}

/// The two entries of each item.
type Pairs = BTreeMap<(String, usize), [Option<Typed>; 2]>;

/// # Errors
/// The database's own, as a fault.
pub async fn comparison(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    kind: MarkKind,
) -> Result<Comparison, AppError> {
    let layout = Layout::of(&campaign.content.rules, kind);
    let posts = sheets(db, campaign.id, kind).await?;
    let posts: BTreeMap<String, String> = posts
        .into_iter()
        .filter(|(_, post)| !layout.slots(post).is_empty())
        .collect();
    let pairs = pairs(db, campaign.id, kind, &layout).await?;
    let mut settled = settlements(db, campaign.id, kind, &layout).await?;
    let mut found = Comparison {
        sheets: posts.len(),
        ..Comparison::default()
    };
    for pass in [0, 1] {
        let entered = pairs.iter().filter(|(_, pair)| pair[pass].is_some());
        found.entered[pass] = entered
            .clone()
            .map(|((sheet, _), _)| sheet)
            .collect::<BTreeSet<_>>()
            .len();
        found.recorders[pass] = entered
            .filter_map(|(_, pair)| pair[pass].as_ref().map(|typed| typed.by))
            .collect();
    }
    for (sheet, post) in &posts {
        for slot in layout.slots(post) {
            let key = (sheet.clone(), slot.item);
            found.add(&layout, key, slot.full, &pairs, &mut settled);
        }
    }
    explain(&mut found.differing);
    found.names = names(db, &found).await?;
    Ok(Comparison { layout, ..found })
}

/// Sheet, item, pass, what was typed, and by whom.
type EntryRow = (
    String,
    String,
    Text<Pass>,
    Text<EntryStatus>,
    Option<i64>,
    Uuid,
);

async fn pairs(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    kind: MarkKind,
    layout: &Layout,
) -> Result<Pairs, AppError> {
    use mark_entry::Column as C;
    let rows: Vec<EntryRow> = mark_entry::Entity::find()
        .select_only()
        .columns([
            C::Sheet,
            C::Item,
            C::Pass,
            C::Status,
            C::Points,
            C::EnteredBy,
        ])
        .filter(C::CampaignId.eq(campaign.0))
        .filter(C::Kind.eq(Text(kind)))
        .into_tuple()
        .all(db)
        .await?;
    let mut pairs = Pairs::new();
    for (sheet, item, pass, status, points, by) in rows {
        let Some(item) = layout.position(&item) else {
            continue;
        };
        let place = usize::from(pass.0 == Pass::Second);
        let typed = Typed {
            entry: entry(status.0, points),
            by: AccountId(by),
        };
        pairs.entry((sheet, item)).or_insert([None, None])[place] = Some(typed);
    }
    Ok(pairs)
}

async fn settlements(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    kind: MarkKind,
    layout: &Layout,
) -> Result<HashMap<(String, usize), Settled>, AppError> {
    let rows = settlement::Entity::find()
        .filter(settlement::Column::CampaignId.eq(campaign.0))
        .filter(settlement::Column::Kind.eq(Text(kind)))
        .all(db)
        .await?;
    let settled = rows.into_iter().filter_map(|row| {
        let settled = Settled {
            entry: entry(row.status.0, row.points),
            reason: row.reason,
            by: AccountId(row.settled_by),
            at: Instant(row.settled_at),
        };
        Some(((row.sheet, layout.position(&row.item)?), settled))
    });
    Ok(settled.collect())
}

/// With more differences than this nobody's hand slipped: something else went wrong.
const MANY: usize = 2_000;

/// Names the likely slips, and puts two rows that explain each other side by side.
fn explain(differing: &mut Vec<Differing>) {
    if differing.len() > MANY {
        return;
    }
    let plain: Vec<Difference> = differing
        .iter()
        .map(|d| Difference {
            sheet: d.sheet.clone(),
            item: d.item.to_string(),
            first: d.first.entry,
            second: d.second.entry,
        })
        .collect();
    for (row, slip) in differing.iter_mut().zip(likely_slips(&plain)) {
        row.slip = slip;
    }
    let mut left: Vec<Differing> = std::mem::take(differing);
    left.sort_by(|a, b| {
        (a.settled.is_some(), &a.sheet, a.item).cmp(&(b.settled.is_some(), &b.sheet, b.item))
    });
    while !left.is_empty() {
        let row = left.remove(0);
        let partner = match &row.slip {
            Some(Slip::Row { with }) => left.iter().position(|other| {
                other.sheet == *with
                    && other.item == row.item
                    && other.settled.is_some() == row.settled.is_some()
            }),
            _ => None,
        };
        differing.push(row);
        differing.extend(partner.map(|at| left.remove(at)));
    }
}

async fn names(
    db: &impl ConnectionTrait,
    found: &Comparison,
) -> Result<HashMap<AccountId, String>, AppError> {
    let mut ids: BTreeSet<Uuid> = found.recorders.iter().flatten().map(|id| id.0).collect();
    ids.extend(
        found
            .differing
            .iter()
            .filter_map(|d| d.settled.as_ref())
            .map(|s| s.by.0),
    );
    let names = accounts::names(db, ids).await?;
    Ok(names
        .into_iter()
        .map(|(id, name)| (AccountId(id), name))
        .collect())
}

/// SHA-256 over everything that is agreed: what two people sign.
///
/// # Errors
/// The writer's own, as a fault.
pub fn agreed_digest(compared: &Comparison) -> Result<String, AppError> {
    Ok(sha256(
        &canonical(&compared.agreed).map_err(AppError::fault)?,
    ))
}
