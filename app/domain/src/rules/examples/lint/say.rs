//! Sentences on worked examples.

use super::ExamplesLint;
use crate::rules::lint::say::sentences;

sentences! {
    ExamplesLint {
        ExampleDisagrees { printed, computed } => "公告的例子写的是{printed}，按现在的规则算出来是{computed}。", "The notice's example says {printed}; these rules give {computed}.";
        ExampleNotRun => "这个例子缺少计算所需的数，没有核对。", "This example lacks what the rules would need, so it was not tried.";
    }
}
