//! Invented applicants with well-formed numbers: area 990001 exists nowhere, and no telephone number begins with 100.

use app::platform::form::Typed;
use chrono::{Days, NaiveDate};
use domain::{identity::check_character, lots::Lots};

/// Everybody's password in the demonstration.
pub const PASSWORD: &str = "xuanxian-demo-2026";

const SURNAMES: [&str; 40] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
    "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾",
    "欧阳", "上官",
];
const GIVEN: [char; 48] = [
    '安', '博', '成', '春', '丹', '东', '芳', '飞', '光', '国', '海', '涵', '红', '慧', '佳', '建', '静', '军', '俊',
    '兰', '乐', '丽', '林', '玲', '明', '宁', '鹏', '平', '强', '青', '琴', '然', '瑞', '思', '涛', '婷', '文', '霞',
    '晓', '欣', '雪', '燕', '洋', '宇', '悦', '云', '志', '子',
];

/// What one applicant types when registering, and what the seed knows about them besides.
pub struct Person {
    pub registration: Typed,
    pub is_man: bool,
    /// How well they do, 0 to 100: written and interview marks scatter around it.
    pub ability: u64,
}

/// The `n`-th applicant, born within `from..=until`.
pub fn person(n: u32, from: NaiveDate, until: NaiveDate, lots: &mut Lots) -> Person {
    let span = (until - from).num_days().max(0).unsigned_abs();
    let born = from.checked_add_days(Days::new(lots.below(span + 1))).unwrap_or(from);
    // The serial's last digit says the sex: odd for men.
    let digits = format!("990001{}{:03}", born.format("%Y%m%d"), lots.below(1000));
    let number = format!("{digits}{}", check_character(digits.as_bytes()).unwrap_or('0'));
    let is_man = digits.as_bytes()[16] % 2 == 1;
    let surname = SURNAMES[lots.below(SURNAMES.len() as u64) as usize];
    let mut given = GIVEN[lots.below(GIVEN.len() as u64) as usize].to_string();
    if lots.below(10) < 7 {
        given.push(GIVEN[lots.below(GIVEN.len() as u64) as usize]);
    }
    let registration = Typed::from([
        ("name", format!("{surname}{given}").as_str()),
        ("id_number", &number),
        ("mobile", &format!("100{n:08}")),
        ("email", &format!("applicant{n}@example.com")),
        ("password", PASSWORD),
        ("consent", "yes"),
    ]);
    // The mean of three draws: most people are in the middle.
    let ability = (lots.below(101) + lots.below(101) + lots.below(101)) / 3;
    Person { registration, is_man, ability }
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
            (0..200).map(|n| person(n, day(1985), day(2000), &mut lots).registration).collect::<Vec<_>>()
        };
        for typed in make() {
            IdNumber::parse(typed.get("id_number"), day(2026)).unwrap();
        }
        assert_eq!(make(), make());
    }
}
