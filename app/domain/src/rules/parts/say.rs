//! What people call the parts of a document.

use super::Part;
use crate::rules::say::{Said, said};

pub(super) const fn name(part: Part) -> Said {
    match part {
        Part::Basics => said("名称和日期", "Title and days"),
        Part::Areas => said("地区", "Areas"),
        Part::Pools => said("招聘类别", "Pools"),
        Part::Posts => said("岗位", "Posts"),
        Part::Facts => said("报名表", "Application form"),
        Part::Definitions => said("共用条件", "Shared conditions"),
        Part::Eligibility => said("报考条件", "Eligibility"),
        Part::Exclusions => said("不得报考", "Exclusions"),
        Part::Applying => said("报名", "Applying"),
        Part::Tracks => said("通道", "Tracks"),
        Part::Opening => said("开考比例", "Opening ratio"),
        Part::Bonus => said("加分", "Bonus"),
        Part::Stages => said("考试环节", "Stages"),
        Part::Total => said("总成绩和同分", "Total and ties"),
        Part::After => said("体检、考察和聘用", "After the exam"),
        Part::Publication => said("公示", "Publication"),
        Part::Variants => said("另有规定", "Variants"),
        Part::Decisions => said("没写清的和决定", "Open questions and decisions"),
        Part::Examples => said("算例", "Worked examples"),
        Part::Notes => said("说明", "Notes"),
        Part::Marks => said("模板可改的地方", "What a template leaves open"),
        Part::All => said("整份规则", "The whole document"),
    }
}
