//! Sentences on what is put up, and on the calendar.

use super::PublishingLint;
use crate::rules::lint::say::sentences;

sentences! {
    PublishingLint {
        ShortPublication { days, usual } => "公示{days}天，少于通常的{usual}天。", "{days} days of publication; {usual} are usual.";
        NoDays => "没有写公示几天。", "It is put up for no days at all.";
        PeriodTooLong { days } => "公示{days}天，太长了。", "{days} days of publication are too many.";
        PublicationEnd { stated, counted } => "公告写公示到{stated}，按天数算是到{counted}。", "The notice says until {stated}; by the count of days it is {counted}.";
        HolidayNotStated { day } => "公示期里有法定节假日（{day}），没有写哪几天放假、哪个周末上班：请在节假日里列出。", "A legal holiday ({day}) falls into the period, and it is not said which days are off and which weekends are worked: list them.";
        HolidayContradicts { day } => "{day}不是调休上班的周末：它本来就是工作日，或者同时列为放假。", "{day} is no exchanged weekend: it is a weekday, or listed as off, too.";
        HolidayRange => "放假的截止日早于开始日，或者超过一个月。", "These days off end before they begin, or last longer than a month.";
        PublishedTwice { what } => "“{what}”写了两次。", "“{what}” stands twice.";
        NothingToPublish { what } => "要公布“{what}”，却没有储备库的规则。", "“{what}” is put up, but there is no rule for a reserve.";
    }
}
