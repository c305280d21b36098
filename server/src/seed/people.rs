//! Invented applicants with well-formed numbers: area 990001 exists nowhere, and no telephone number begins with 100.

use app::platform::form::Typed;
use chrono::{Days, NaiveDate};
use domain::{
    Points,
    identity::check_character,
    lots::Lots,
    rules::{ELSEWHERE, FactDef, FactKind, FactValue, Facts, RuleDocument, Topic},
};

/// Everybody's password in the demonstration.
pub const PASSWORD: &str = "xuanxian-demo-2026";

const SURNAMES: [&str; 40] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
    "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹",
    "袁", "邓", "许", "傅", "沈", "曾", "欧阳", "上官",
];
const GIVEN: [char; 48] = [
    '安', '博', '成', '春', '丹', '东', '芳', '飞', '光', '国', '海', '涵', '红', '慧', '佳', '建',
    '静', '军', '俊', '兰', '乐', '丽', '林', '玲', '明', '宁', '鹏', '平', '强', '青', '琴', '然',
    '瑞', '思', '涛', '婷', '文', '霞', '晓', '欣', '雪', '燕', '洋', '宇', '悦', '云', '志', '子',
];

/// What the `n`-th applicant types when registering; born within `from..=until`.
pub fn registration(n: u32, from: NaiveDate, until: NaiveDate, lots: &mut Lots) -> Typed {
    let span = (until - from).num_days().max(0).unsigned_abs();
    let born = from
        .checked_add_days(Days::new(lots.below(span + 1)))
        .unwrap_or(from);
    // The serial makes the number unique; its last digit says the sex: odd for men.
    let digits = format!("990001{}{:03}", born.format("%Y%m%d"), lots.below(1000));
    let number = format!(
        "{digits}{}",
        check_character(digits.as_bytes()).unwrap_or('0')
    );
    let surname = SURNAMES[lots.below(SURNAMES.len() as u64) as usize];
    let mut given = GIVEN[lots.below(GIVEN.len() as u64) as usize].to_string();
    if lots.below(10) < 7 {
        given.push(GIVEN[lots.below(GIVEN.len() as u64) as usize]);
    }
    Typed::from([
        ("name", format!("{surname}{given}").as_str()),
        ("id_number", &number),
        ("mobile", &format!("100{n:08}")),
        ("email", &format!("applicant{n}@example.com")),
        ("password", PASSWORD),
        ("consent", "yes"),
    ])
}

/// Answers of somebody who mostly meets the conditions: the better half of every scale, the areas of the announcement, a
/// yes to what one in five has, and a no to every declaration.
pub fn answers(rules: &RuleDocument, today: NaiveDate, lots: &mut Lots) -> Facts {
    let mut facts = Facts::new();
    for def in rules.facts.iter().filter(|def| def.is_question()) {
        if def.topic == Topic::Declaration {
            if def.kind == FactKind::YesNo {
                facts.set(def.key.clone(), FactValue::YesNo(false));
            }
            continue;
        }
        facts.set(def.key.clone(), answer(rules, def, today, lots));
    }
    facts
}

fn answer(rules: &RuleDocument, def: &FactDef, today: NaiveDate, lots: &mut Lots) -> FactValue {
    let basic = matches!(def.topic, Topic::Education | Topic::Residence);
    match &def.kind {
        FactKind::YesNo => FactValue::YesNo(if basic {
            lots.below(20) > 0
        } else {
            lots.below(5) == 0
        }),
        FactKind::Choice(choice) => {
            let n = choice.options.len().max(1) as u64;
            // Conditions of everybody: seldom below the usual floor. Bonus and status: mostly nothing.
            let index = match (basic && choice.ordered, basic) {
                (true, _) if lots.below(25) == 0 => n / 3,
                (true, _) => (n / 2 + lots.below(n - n / 2)).max(3).min(n - 1),
                (false, true) => 0,
                (false, false) if lots.below(10) < 7 => 0,
                (false, false) => lots.below(n),
            };
            choice
                .options
                .get(index as usize)
                .map_or(FactValue::DoesNotApply, |o| {
                    FactValue::Choice(o.code.clone())
                })
        }
        FactKind::Choices(_) => FactValue::Choices(vec![]),
        FactKind::Date(_) => {
            let back = Days::new(400 + lots.below(3000));
            FactValue::Date(today.checked_sub_days(back).unwrap_or(today))
        }
        FactKind::Number(kind) => {
            let least = kind.least.unwrap_or(Points::ZERO).raw() / Points::SCALE;
            FactValue::Number(Points::whole(least + lots.below(24) as i64))
        }
        FactKind::Area(kind) => {
            let listed: Vec<_> = rules
                .areas
                .iter()
                .filter(|area| area.level == kind.level)
                .collect();
            match lots.below(12) {
                0 => FactValue::Area(ELSEWHERE.into()),
                n => listed
                    .get(n as usize % listed.len().max(1))
                    .map_or(FactValue::Area(ELSEWHERE.into()), |area| {
                        FactValue::Area(area.code.clone())
                    }),
            }
        }
        FactKind::Text(_) => FactValue::Text("无".to_owned()),
        FactKind::Rows(_) => FactValue::Rows(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::identity::IdNumber;

    #[test]
    fn every_invented_number_is_well_formed_and_the_seed_repeats_itself() {
        let day = |y| NaiveDate::from_ymd_opt(y, 1, 1).unwrap();
        let make = || {
            let mut lots = Lots::seeded(3);
            (0..200)
                .map(|n| registration(n, day(1985), day(2000), &mut lots))
                .collect::<Vec<_>>()
        };
        for typed in make() {
            IdNumber::parse(typed.get("id_number"), day(2026)).unwrap();
        }
        assert_eq!(make(), make());
    }
}
