//! Sentences on posts, facts, conditions and ages.

use super::{AgeEnd, EligibilityLint, OldestReading};
use crate::rules::lint::Shown;
use crate::rules::lint::say::sentences;
use crate::rules::said;
use crate::text::Lang;

impl Shown for AgeEnd {
    fn shown(&self, lang: Lang) -> String {
        let words = match self {
            AgeEnd::Oldest => said("以下", "or younger"),
            AgeEnd::Youngest => said("以上", "or older"),
        };
        words.in_lang(lang).to_owned()
    }
}

impl Shown for OldestReading {
    fn shown(&self, lang: Lang) -> String {
        let words = match self {
            OldestReading::OnTheBirthday => said(
                "当天满这个年龄的人还可以报",
                "the birthday itself is the last day let in",
            ),
            OldestReading::LeftOut => {
                said("到了这个年龄的人不能报", "people of that age are left out")
            }
            OldestReading::NextBirthday => said(
                "当天再长一岁的人也可以报",
                "even the next birthday, on the very day, is let in",
            ),
        };
        words.in_lang(lang).to_owned()
    }
}

sentences! {
    EligibilityLint {
        NoPosts => "还没有岗位。", "There are no posts yet.";
        PlacesUnknown { posts } => "没有写招多少人的岗位：{posts}。", "No number of places is stated for {posts}.";
        NoPlaces { post } => "岗位{post}招0人。", "Post {post} has no places.";
        PlacesSum { stated, sum } => "公告写招{stated}人，岗位表加起来是{sum}人。", "The notice says {stated} places, the post table adds up to {sum}.";
        PoolPlacesSum { pool, stated, sum } => "“{pool}”写招{stated}人，这一类岗位加起来是{sum}人。", "For “{pool}” {stated} places are stated, its posts add up to {sum}.";
        EmptyBranches => "这里没有列出任何一项，请补上或删掉。", "Nothing is listed here; add something or remove it.";
        BoundMissing => "没有写从多少起、到多少止。", "Neither a lower nor an upper bound is stated.";
        NothingBetween => "下限高于上限，谁也不符合。", "The lower bound is above the upper one: nobody fits.";
        WrongFactKind { fact } => "“{fact}”的填写方式和这里的用法不一致。", "“{fact}” is answered in another way than is asked here.";
        UnorderedLevel { fact } => "“{fact}”的选项没有高低顺序，不能判断“以上”“以下”。", "The options of “{fact}” have no order, so none is above another.";
        NothingToChoose { fact } => "“{fact}”没有可填的内容，谁也答不了。", "Nobody can answer “{fact}”: there is nothing to choose from.";
        RowsInRows { fact } => "“{fact}”的一列不能再是表格或地区。", "A column of “{fact}” cannot be a table or an area.";
        AmountMixed => "月数和次数不能加在一起。", "Months and counts cannot be added up.";
        UnusedFacts { facts } => "报名表要填{facts}，但没有规则用到。", "The form asks for {facts}, but no rule uses it.";
        ReservedFact { fact } => "“{fact}”取自身份证号：出生日期是日期，性别是男女两项，都归在身份信息下。", "“{fact}” comes from the ID number: a date of birth, or a choice of male and female, under identity.";
        MeansTwice { fact, other } => "“{fact}”和“{other}”问的是同一件事。", "“{fact}” and “{other}” ask for the same thing.";
        StatedAgeContradicts { end, age, born, on, years } => "写的是{age}周岁{end}，但{born}出生的人在{on}是{years}周岁，怎么读都对不上。", "{age} {end} is stated, but who was born on {born} is {years} on {on}: no reading fits.";
        StatedAgeOtherDay { end, age, born, on, by } => "写的是{on}{age}周岁{end}，但出生日期{born}是按{by}算的。", "{age} {end} is stated for {on}, but the birth date {born} rests on {by}.";
        StatedAgeReading { ages, reading } => "“{ages}周岁以下”以出生日期为准：{reading}。", "For “{ages} or younger” the birth dates count: {reading}.";
        YoungestLeftOut { ages } => "“{ages}周岁以上”以出生日期为准：当天才满这个年龄的人不能报。", "For “{ages} or older” the birth dates count: who comes to that age on the very day is left out.";
        StatedAgeWithoutWindow => "写了年龄，却没有写出生日期的起止；请按公告写明日期。", "An age is stated, but no birth dates; write the dates.";
        AgeGap { one, other } => "岗位{one}和{other}之间有一段出生日期，哪个岗位都不能报。", "Between posts {one} and {other} some birth dates fit neither.";
        AgeOverlap { one, other } => "岗位{one}和{other}的年龄段在交界处重叠。", "The age bands of posts {one} and {other} overlap where they meet.";
        RelaxationNarrower => "放宽以后的范围并不比原来宽。", "The relaxation lets in nobody whom the requirement does not.";
        RelaxationShifts => "放宽以后的范围一头宽了，另一头却窄了。", "The relaxation is wider at one end and narrower at the other.";
        NeverMet { posts, between } => "没有人能报岗位{posts}：{between}互相矛盾，或本身无法满足。", "Nobody can apply for {posts}: {between} cannot be met together.";
        BranchNeverReached => "符合其他条件的人里，没有人能用到这一条。", "Nobody who meets the other requirements can ever use this branch.";
    }
}
