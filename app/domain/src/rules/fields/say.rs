//! Pieces of work that are still to come, in words.

use super::Work;
use crate::rules::{Said, said};
use crate::text::Lang;

impl Work {
    /// What is not carried out yet.
    pub fn say(self, lang: Lang) -> &'static str {
        self.words().in_lang(lang)
    }

    fn words(self) -> Said {
        match self {
            Work::Payment => said("缴费和减免", "fees and their waivers"),
            Work::Counter => said("现场报名窗口", "applications at a counter"),
            Work::ChangeOfPost => said("改报岗位", "changes of post"),
            Work::ExamDay => said("考场安排和考试当天的事项", "rooms and the day of the exam"),
            Work::Vetting => said("资格复审的材料核验", "originals seen at a re-check"),
            Work::Objections => said("成绩复核和异议受理", "recounts and objections"),
            Work::Allocation => said("选岗和分配", "the choice and allocation of posts"),
            Work::ReserveList => said(
                "储备库的保管和选用",
                "keeping and drawing on a reserve list",
            ),
            Work::Contracts => said(
                "试用期、合同和服务年限",
                "probation, contracts and service terms",
            ),
            Work::Certificates => said("证书", "certificates"),
            Work::Templates => said("区县模板", "templates for districts"),
        }
    }
}
