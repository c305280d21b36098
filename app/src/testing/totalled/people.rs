//! The people of the totalled campaign.

use super::super::World;
use super::super::campaigns::accepted;
use super::{INTERVIEW, PEOPLE_PER_POST, POSTS, Person, WRITTEN};
use crate::entity::{account, application, candidate, kinds::AccountKind, stored::Text};
use domain::{
    Lang, Points,
    ids::{AccountId, ApplicationId, CampaignId, CandidateId},
    rules::{Candidate, Claim, Decided, Entry, Mark, StageRecord},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use std::sync::atomic::Ordering;
use uuid::Uuid;

const SURNAMES: [&str; 20] = [
    "何", "罗", "梁", "宋", "唐", "韩", "陈", "张", "刘", "周", "吴", "郑", "孙", "马", "林", "冯",
    "于", "欧阳", "王", "董",
];

/// The n-th person: the k-th best of their post on paper. The fifth and sixth have equal totals that the rules order by
/// the written score; the tenth and eleventh are level in everything.
pub(super) fn candidate(n: usize) -> Candidate {
    let (post, k) = (n / PEOPLE_PER_POST, n % PEOPLE_PER_POST);
    let half = |halves: i64| Points::from_raw(halves * Points::SCALE / 2);
    let written = match k {
        10 => Mark::Scored(half(177 - 3 * 9)),
        12 => Mark::Scored(half(128)),
        13 => Mark::Scored(half(110)),
        14 => Mark::Absent,
        // Three points of bonus come on top.
        2 => Mark::Scored(half(177 - 3 * 2 - 6)),
        k => Mark::Scored(half(177 - 3 * k as i64)),
    };
    let interview = match k {
        4 => Some(160),
        5 => Some(163),
        8 => Some(110),
        9 | 10 => Some(158),
        // Posts of five places take fifteen people: all who reach the line.
        12 if matches!(post, 1 | 2) => Some(150),
        12.. => None,
        k => Some(162 + ((k * 7 + post * 3) % 11) as i64 - 5),
    };
    let absent = [Mark::Absent; 7];
    let sheet = |middle: i64| {
        let spread = [-4, -2, -1, 0, 1, 2, 4].map(|off| Mark::Scored(half(middle + off)));
        StageRecord {
            room: Some((post + 1).to_string().into()),
            examiners: if k == 7 { absent } else { spread }.into_iter().collect(),
            ..StageRecord::default()
        }
    };
    let script = StageRecord {
        papers: [("knowledge".into(), written)].into(),
        ..StageRecord::default()
    };
    let mut candidate = Candidate {
        number: format!("26032800{:03}", n + 1).into(),
        post: POSTS[post].into(),
        entry: Some(Entry::Accepted),
        stages: [(WRITTEN.into(), script)].into(),
        ..Candidate::default()
    };
    if k == 2 {
        let granted = Claim {
            claimed: true,
            at: None,
            decided: Some(Decided::Yes),
        };
        candidate.bonus.insert("intermediate".into(), granted);
    }
    if let Some(sheet) = interview.map(sheet) {
        candidate.stages.insert(INTERVIEW.into(), sheet);
    }
    candidate
}

pub(super) async fn person(
    world: &World,
    campaign: CampaignId,
    n: usize,
    candidate: &Candidate,
) -> Person {
    let db = &world.app.db.write;
    let serial = world.people.fetch_add(1, Ordering::Relaxed);
    let name = format!("{}{}", SURNAMES[n % SURNAMES.len()], ["某某", "某"][n % 2]);
    let (account, application, id) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    let row = account::ActiveModel {
        id: Set(account),
        kind: Set(Text(AccountKind::Applicant)),
        name: Set(name.clone()),
        id_cipher: Set(None),
        id_index: Set(None),
        phone_cipher: Set(None),
        phone_index: Set(None),
        email: Set(format!("candidate{serial}@example.cn")),
        email_confirmed_at: Set(None),
        password_hash: Set(None),
        language: Set(Text(Lang::Zh)),
        created_at: Set(world.now.0),
        disabled_at: Set(None),
    };
    account::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .unwrap();
    let n_th = u32::try_from(n).unwrap();
    let row = accepted(
        world,
        campaign,
        n_th,
        candidate.post.as_str(),
        (account, application),
    );
    application::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .unwrap();
    let row = candidate::ActiveModel {
        id: Set(id),
        campaign_id: Set(campaign.0),
        application_id: Set(application),
        post_code: Set(candidate.post.as_str().to_owned()),
        ticket: Set(candidate.number.to_string()),
        room: Set(1),
        seat: Set(i32::try_from(n).unwrap() + 1),
        created_at: Set(world.now.0),
    };
    candidate::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .unwrap();
    Person {
        account: AccountId(account),
        application: ApplicationId(application),
        candidate: CandidateId(id),
        ticket: candidate.number.to_string(),
        name,
    }
}
