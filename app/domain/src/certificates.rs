//! The city's qualification certificate (`LocalCertificate`): numbers with a check character, and its states
//! (domain.md 5.3).

mod say;

pub use say::QUALIFICATION;

use crate::{Instant, characters::half_width, identity::check_character};
use chrono::Months;
use serde::{Deserialize, Serialize};

/// Why something cannot be done with a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    State { state: CertificateState },
}

/// 18 characters: area (6), year (4), type (1), serial (6), check (1, MOD 11-2 as in GB 11643).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CertificateNumber(String);

/// Why a typed number is not a certificate number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BadNumber {
    Length(usize),
    Characters,
    CheckCharacter,
}

/// The certificate of this issue of the platform: a passed recruitment examination.
pub const TYPE_EXAMINATION: u8 = 2;
/// Certificates are valid for three years, as the national registration is (Ministry of Civil Affairs, document 44 of
/// 2009).
pub const VALID_MONTHS: u32 = 36;

impl CertificateNumber {
    /// `area`: six digits; `serial`: counted from one within area, year and type. `None` when a part does not fit.
    pub fn compose(area: &str, year: i32, kind: u8, serial: u32) -> Option<Self> {
        let digits = format!("{area}{year:04}{kind}{serial:06}");
        check_character(digits.as_bytes())
            .map(|check| CertificateNumber(format!("{digits}{check}")))
    }

    /// Reads what is printed or typed: spaces and full-width digits are cleaned.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, BadNumber> {
        let text: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(half_width)
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let length = text.chars().count();
        if length != 18 {
            return Err(BadNumber::Length(length));
        }
        let (digits, check) = text.split_at_checked(17).ok_or(BadNumber::Characters)?;
        let expected = check_character(digits.as_bytes()).ok_or(BadNumber::Characters)?;
        if check.starts_with(expected) {
            Ok(CertificateNumber(text))
        } else {
            Err(BadNumber::CheckCharacter)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is printed: `990001 2026 2 000123 3`.
    pub fn printed(&self) -> String {
        let n = &self.0;
        format!(
            "{} {} {} {} {}",
            &n[..6],
            &n[6..10],
            &n[10..11],
            &n[11..17],
            &n[17..]
        )
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateState {
    Issued,
    /// In doubt and being looked into.
    Suspended,
    /// Taken back: final.
    Revoked,
    /// Past its last day. Never stored: it follows from the date.
    Expired,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateAct {
    Suspend,
    Reinstate,
    Revoke,
}

impl CertificateState {
    /// # Errors
    /// `CertificateState` when the act is not possible in this state.
    pub fn after(self, act: CertificateAct) -> Result<Self, Refusal> {
        use CertificateState::*;
        match (self, act) {
            (Issued, CertificateAct::Suspend) => Ok(Suspended),
            (Suspended, CertificateAct::Reinstate) => Ok(Issued),
            (Issued | Suspended, CertificateAct::Revoke) => Ok(Revoked),
            _ => Err(Refusal::State { state: self }),
        }
    }

    /// What the public is told: a revoked certificate stays revoked after its last day.
    pub fn at(self, valid_until: Instant, now: Instant) -> Self {
        if self == CertificateState::Issued && now > valid_until {
            CertificateState::Expired
        } else {
            self
        }
    }
}

/// The last second of the day before the third anniversary.
pub fn valid_until(issued: Instant) -> Instant {
    let last = issued
        .date()
        .checked_add_months(Months::new(VALID_MONTHS))
        .unwrap_or_else(|| issued.date());
    Instant(Instant::from_shanghai(last.and_time(chrono::NaiveTime::MIN)).0 - 1000)
}

/// What is signed: a credential in the shape of the W3C data model, without anything that the public page does not show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Credential {
    #[serde(rename = "@context")]
    pub context: Vec<String>,
    #[serde(rename = "type")]
    pub kinds: Vec<String>,
    /// The address at which it is verified.
    pub id: String,
    pub issuer: Issuer,
    pub valid_from: String,
    pub valid_until: String,
    pub credential_subject: Subject,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuer {
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    pub number: CertificateNumber,
    /// Masked: the first and the last character, a sign for each between.
    pub name: String,
    pub qualification: String,
    /// The recruitment whose examination was passed.
    pub campaign: String,
}

impl Credential {
    pub fn new(address: String, issuer: &str, issued: Instant, subject: Subject) -> Self {
        let word = str::to_owned;
        Credential {
            context: vec![word("https://www.w3.org/ns/credentials/v2")],
            kinds: vec![
                word("VerifiableCredential"),
                word("CommunityWorkerQualification"),
            ],
            id: address,
            issuer: Issuer { name: word(issuer) },
            valid_from: issued.rfc3339(),
            valid_until: valid_until(issued).rfc3339(),
            credential_subject: subject,
        }
    }

    /// Whether the signed words are those of the register.
    pub fn says(
        &self,
        number: &CertificateNumber,
        name: &str,
        issued: Instant,
        until: Instant,
    ) -> bool {
        let subject = &self.credential_subject;
        let dates = (
            self.valid_from == issued.rfc3339(),
            self.valid_until == until.rfc3339(),
        );
        subject.number == *number && subject.name == name && dates == (true, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_prints_in_groups_and_reads_back_from_them() {
        let number = CertificateNumber::compose("210211", 2026, TYPE_EXAMINATION, 123).unwrap();
        assert_eq!(number.as_str().len(), 18);
        assert_eq!(
            CertificateNumber::parse(&number.printed()),
            Ok(number.clone())
        );
        assert!(number.printed().starts_with("210211 2026 2 000123 "));
    }

    #[test]
    fn a_slip_in_a_typed_number_is_named() {
        assert_eq!(CertificateNumber::parse("123"), Err(BadNumber::Length(3)));
        assert_eq!(
            CertificateNumber::parse("21021120262A001231"),
            Err(BadNumber::Characters)
        );
        let right = CertificateNumber::compose("210211", 2026, 2, 123).unwrap();
        let wrong = right.as_str().replacen("0123", "0132", 1);
        assert_eq!(
            CertificateNumber::parse(&wrong),
            Err(BadNumber::CheckCharacter)
        );
    }

    #[test]
    fn a_credential_speaks_for_its_own_certificate_only() {
        let number =
            |serial| CertificateNumber::compose("990000", 2026, TYPE_EXAMINATION, serial).unwrap();
        let subject = Subject {
            number: number(1),
            name: "张＊某".into(),
            qualification: QUALIFICATION.into(),
            campaign: "招聘".into(),
        };
        let issued = Instant(1_772_326_800_000);
        let credential = Credential::new(
            "https://example.cn/certificates/1".into(),
            "民政局",
            issued,
            subject,
        );
        let read: Credential =
            serde_json::from_str(&serde_json::to_string(&credential).unwrap()).unwrap();
        assert!(read.says(&number(1), "张＊某", issued, valid_until(issued)));
        assert!(!read.says(&number(2), "张＊某", issued, valid_until(issued)));
        assert!(!read.says(&number(1), "李＊某", issued, valid_until(issued)));
        assert!(!read.says(
            &number(1),
            "张＊某",
            issued,
            valid_until(issued).plus_days(1)
        ));
    }

    proptest::proptest! {
        #[test]
        fn one_wrong_digit_of_a_number_is_always_noticed(serial in 1u32..999_999, at in 0usize..17, by in 1u8..10) {
            let right = CertificateNumber::compose("990000", 2026, TYPE_EXAMINATION, serial).unwrap();
            let mut wrong = right.as_str().as_bytes().to_vec();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            let wrong = String::from_utf8(wrong).unwrap();
            proptest::prop_assert_eq!(CertificateNumber::parse(&wrong), Err(BadNumber::CheckCharacter));
        }
    }

    #[test]
    fn a_part_that_does_not_fit_gives_no_number() {
        assert_eq!(CertificateNumber::compose("2102", 2026, 2, 1), None);
        assert_eq!(
            CertificateNumber::compose("210211", 2026, 2, 1_000_000),
            None
        );
    }

    #[test]
    fn what_is_revoked_stays_revoked() {
        use CertificateAct::*;
        for act in [Suspend, Reinstate, Revoke] {
            assert!(CertificateState::Revoked.after(act).is_err());
        }
        assert_eq!(
            CertificateState::Issued.after(Suspend),
            Ok(CertificateState::Suspended)
        );
        assert_eq!(
            CertificateState::Suspended.after(Reinstate),
            Ok(CertificateState::Issued)
        );
    }

    #[test]
    fn a_certificate_is_valid_to_the_last_second_of_its_last_day() {
        let issued = Instant::from_shanghai(
            chrono::NaiveDate::from_ymd_opt(2026, 5, 20)
                .unwrap()
                .and_hms_opt(9, 0, 0)
                .unwrap(),
        );
        let until = valid_until(issued);
        assert_eq!(until.rfc3339(), "2029-05-19T23:59:59+08:00");
        assert_eq!(
            CertificateState::Issued.at(until, until),
            CertificateState::Issued
        );
        assert_eq!(
            CertificateState::Issued.at(until, Instant(until.0 + 1000)),
            CertificateState::Expired
        );
        assert_eq!(
            CertificateState::Revoked.at(until, Instant(until.0 + 1000)),
            CertificateState::Revoked
        );
    }
}
