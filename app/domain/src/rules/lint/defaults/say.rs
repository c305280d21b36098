//! What counts where the notice says nothing, one clause each.

use super::{DefaultPoint, Unstated};
use crate::rules::lint::say::sentences;
use crate::text::Lang;

impl DefaultPoint {
    /// What counts, since the notice says nothing.
    pub fn say(&self, lang: Lang) -> String {
        self.what.say(lang)
    }
}

sentences! {
    Unstated {
        Stages => "考试环节：一科笔试，再面试", "stages: a written test of one paper, then an interview";
        Opening => "开考比例：没有，都照常开考", "opening ratio: none, every post goes ahead";
        Total => "总成绩：各环节平均合成，四舍五入保留两位小数", "total: the stages in equal parts, half up to two decimals";
        Ties => "总成绩相同：笔试成绩高的在前，仍相同的并列", "equal totals: the higher written score first, then a shared rank";
        After => "考试之后：只有体检", "after the exam: the physical examination only";
        Publication => "公示：没有写公示什么、公示几天", "publication: not said what is put up, nor for how long";
        Duplicates => "一人多次报名：只算第一次", "several applications of one person: only the first counts";
        Lines { stage } => "环节“{stage}”的合格线：没有", "pass line of “{stage}”: none";
        TotalLines => "总成绩的合格线：没有", "pass line of the total: none";
        CutQuota { stage } => "环节“{stage}”之后进入的人数：每个名额3人", "called on from “{stage}”: three for each place";
        Cut { stage } => "环节“{stage}”之后：过了合格线的都进入下一环节", "after “{stage}”: all who are past its lines go on";
        CutLevel { stage } => "环节“{stage}”末位同分：都进入", "level on the last place of “{stage}”: all of them go on";
        Substitution { stage } => "“{stage}”的名单：不递补", "substitutes for the list of “{stage}”: nobody is called up";
        StepQuota { stage } => "进入“{stage}”的人数：每个名额1人", "called to “{stage}”: one for each place";
        Trim { stage } => "环节“{stage}”的评分：去掉一个最高分和一个最低分", "marks of “{stage}”: one highest and one lowest are dropped";
        PanelMean { stage } => "环节“{stage}”的平均分：不舍入", "mean of “{stage}”: not rounded";
        Missed { stage } => "环节“{stage}”缺考一科：算整个环节缺考", "one paper of “{stage}” missed: absent from the stage";
        MayExceedFull => "加分后的成绩：可以超过满分", "score with the bonus: may pass the full mark";
        EvidenceBy => "加分材料：没有截止时间", "evidence for a bonus: no deadline";
        AgeDay { title } => "“{title}”写的年龄没有说按哪一天算：以出生日期为准", "“{title}”, the age in words names no day: the birth dates count";
        DayKind => "公示天数：按工作日算", "days of publication: working days";
        Mask => "公布的姓名：隐去中间的字", "names that are put up: the middle is hidden";
    }
}
