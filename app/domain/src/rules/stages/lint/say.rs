//! Sentences on stages, figures, lines and tracks.

use super::StagesLint;
use crate::rules::lint::say::sentences;

sentences! {
    StagesLint {
        NothingScored => "没有一个环节给出成绩。", "No stage gives a score.";
        EmptyStage { stage } => "环节“{stage}”既不评分，也不复审。", "Stage “{stage}” has neither a score nor a check.";
        LastStageCuts { stage } => "“{stage}”是最后一个评分环节，不再入围；之后进入哪一步写在考试之后。", "“{stage}” is the last stage with a score and cuts nothing; who goes on then belongs after the exam.";
        CheckAfterLast { stage } => "“{stage}”在最后一个评分环节之后，请写在考试之后的步骤里。", "“{stage}” comes after the last score; make it a step after the exam.";
        SubstitutionTwice { stage } => "“{stage}”的复审另有递补办法，这里写的用不到；只留一处。", "The check of “{stage}” has its own rule for substitutes, so this one is never used; keep one.";
        CutWithoutFigure { stage } => "“{stage}”没有成绩，按什么入围没有写。", "“{stage}” gives no score, and it is not said by what it cuts.";
        ScoreUnused { stage } => "“{stage}”的成绩没有任何地方用到。", "The score of “{stage}” enters nothing.";
        RecountsNothing => "复审时要重新计算加分，却没有加分规则。", "The check counts the bonus anew, but there is no bonus rule.";
        ThenWithoutRecount => "没有写重新计算什么，这里的后果用不到。", "Nothing is counted anew, so this consequence is never used.";
        ArrivalNeverReached => "先写的时间更早，后面的一条用不到：请把最晚的时间写在前面。", "An earlier moment stands first, so a later one is never used: put the latest first.";
        NotYet { of } => "这时还没有{of}，不能用来比较。", "At this point of the course there is no {of} yet.";
        NoScore { of } => "没有{of}：这个环节不评分，或者不入围。", "There is no {of}: that stage gives none.";
        ChiefNotNamed => "用到主考官的评分，却没有写哪一位是主考官。", "The chief's sheet is used, but nobody is named as the chief.";
        TooManyDecimals { decimals, most } => "保留{decimals}位小数太多，最多{most}位。", "Too many decimals: {decimals}, at most {most}.";
        ShareAboveWhole { share } => "比例{share}超过了100%。", "The share of {share} is above 100%.";
        NoPapers => "没有写考哪几科。", "There are no papers.";
        FullMarkSum { reach, full } => "各科满分乘权重加起来是{reach}分，和满分{full}分不一致。", "Papers times weights reach {reach}, not the full mark of {full}.";
        QuestionSum { paper, sum, full } => "科目“{paper}”的各题加起来是{sum}分，和满分{full}分不一致。", "The questions of “{paper}” add up to {sum}, not to {full}.";
        ElementSum { sum, full } => "各要素满分加起来是{sum}分，和满分{full}分不一致。", "The elements add up to {sum}, not to the full mark of {full}.";
        ElementsMissing => "要求按要素去掉最高最低，却没有列出要素。", "Elements are trimmed one by one, but none are listed.";
        EvenPanel { examiners } => "考官{examiners}人是双数；通常是单数。", "A panel of {examiners} is even; panels are usually odd.";
        TrimsEverything { marks, dropped } => "评分{marks}个，去掉{dropped}个以后就没有了。", "Of {marks} marks {dropped} are dropped.";
        LeastAboveExaminers { least, examiners } => "最少{least}位考官，比考官总数{examiners}还多。", "At least {least} examiners are needed, but there are {examiners}.";
        ChiefOutside { chief, examiners } => "主考官是第{chief}位，考官一共只有{examiners}位。", "The chief is examiner {chief} of {examiners}.";
        OutliersUndefined => "“异常分数”没有定义：请写明离平均多少分以上算异常，或者写明分数范围。", "“Abnormal” marks are not defined: say how far from the mean, or outside which bounds.";
        CapNotStated => "修正后的成绩可能超过满分：请写明超过时是否按满分算。", "A corrected score can pass the full mark: say whether it is held down.";
        PrecisionNotStated => "没有写平均分或修正系数保留几位小数；目前不舍入，结果可能和按小数位计算的不同。", "The decimals of means or coefficients are not stated; they stay exact, which can change results.";
        BandNeverReached => "前面的分段已经包括了这一段，或者这一段是空的。", "An earlier band takes all of this one, or it is empty.";
        BandGap { from, to } => "{from}和{to}之间没有分段，落在中间的得0分。", "Between {from} and {to} there is no band: figures there give nothing.";
        PointsFall => "更好的成绩反而得分更少。", "A better figure gives fewer points.";
        EventsReach { reach, full } => "各项最多一共得{reach}分，和满分{full}分不一致。", "The events reach {reach}, not the full mark of {full}.";
        OutNotHere => "加分的分段不能写“淘汰”。", "A band of a bonus cannot put somebody out.";
        LineAboveFull { at, full } => "合格线{at}分超过了满分{full}分。", "The pass line of {at} is above the full mark of {full}.";
        LineSetLater { of } => "{of}的合格线考后划定；划定以后请作为决定记录，在此之前没有结果。", "The pass line of the {of} is set later; until that decision is recorded there is no outcome.";
        LineOfNothing => "没有列出在哪几条线里取。", "It is not said of which lines one is to count.";
        RoomMeanNotHere => "“同考场平均分”只能用在考官评分的环节。", "The mean of a room needs a stage with examiners.";
        ConditionalLine => "这条合格线只在人少时有效：前面有人考得更高，进入的人可能变少，这条线随之生效，考得更高反而可能吃亏。", "This line counts only when few take part: a higher mark earlier can make them fewer and so bring the line into force, to the harm of who did better.";
        ComparedUnrounded { of } => "{of}和合格线比较时位数比公布的多，看上去够线的人可能不够：请写明保留几位小数。", "The {of} meets its pass line with more digits than are printed, so somebody may seem to be on the line and be below it: state a rounding.";
        TrackReadsOnlyPost { track } => "通道“{track}”只看报的岗位：岗位不同请写成特别规则。", "The track “{track}” looks at the post alone: posts differ by special rules.";
        TrackNeverTaken { track } => "通道“{track}”没有条件，开考规则也没有用到它，没有人会走。", "The track “{track}” has no condition and no opening rule names it: nobody takes it.";
        TrackSkipsPart { track, stage } => "走通道“{track}”的人不参加环节“{stage}”，总成绩却用到它；请为他们另写合成办法。", "Who takes the track “{track}” skips “{stage}”, but the total uses it; give them parts of their own.";
    }
}
