//! The rows: a type of the schema, its fields, who acts on them; `later` and a piece of work where nothing does yet.

use super::{Actor, ActsFrom, Work};

pub(super) struct Row {
    pub of: &'static str,
    /// Names, with one space between them.
    pub fields: &'static str,
    pub by: &'static [Actor],
    pub from: ActsFrom,
}

macro_rules! from {
    () => {
        ActsFrom::Now
    };
    ($work:ident) => {
        ActsFrom::Later(Work::$work)
    };
}

macro_rules! rows {
    ($($of:ident: $fields:literal by $($by:ident),+ $(later $work:ident)?;)*) => {
        pub(super) const ROWS: &[Row] = &[$(Row {
            of: stringify!($of),
            fields: $fields,
            by: &[$(Actor::$by),+],
            from: from!($($work)?),
        }),*];
    };
}

rows! {
    // The document.
    RuleDocument: "schema_version id days areas facts definitions posts pools" by Engine, Page;
    RuleDocument: "title organiser announced notes" by Document;
    RuleDocument: "eligibility exclusions tracks opening bonus stages total ties extra_tests" by Engine, Document;
    RuleDocument: "after reserved reserve variants unsettled decisions examples" by Engine, Document;
    RuleDocument: "stated_places applying publication holidays hire" by Page, Document;
    RuleDocument: "certificate" by Document later Certificates;
    RuleDocument: "recordings" by Page later ExamDay;
    RuleDocument: "marks" by Page later Templates;
    BothForm: "zh en" by Document;
    Variant: "name scope opening bonus stages stage total ties after hire" by Engine, Document;
    Unsettled: "code of question readings body" by Engine, Document;
    Reading: "code text" by Engine, Document;
    Decision: "of scope value body on reason" by Engine, Document;
    DecisionValue: "points places needed substitutes reading" by Engine;
    TemplateMark: "within" by Page later Templates;
    MarkBounds: "from to" by Page later Templates;
    Scope: "posts pools" by Engine;
    Rounding: "decimals mode" by Engine;
    // Figures.
    Score: "of paper event element examiner before" by Engine;
    Part: "of weight divide_by" by Engine;
    Formula: "parts term product sum" by Engine;
    // Who may apply.
    Post: "code name area places pool eligibility" by Engine, Page;
    Post: "employer note" by Document;
    Pool: "code name kind eligibility" by Engine, Page;
    Pool: "stated_places" by Page;
    Area: "code path name level inside" by Engine, Page;
    NamedDay: "name label on" by Engine, Document;
    DayOn: "day" by Engine;
    FactDef: "key kind means asked_when optional" by Engine, Page;
    FactDef: "label hint topic proof" by Page;
    FactKind: "number date choice choices area text rows" by Engine, Page;
    Means: "household" by Page;
    RowsKind: "columns most" by Engine, Page;
    RowColumn: "key label kind optional" by Engine, Page;
    NumberKind: "least most unit whole" by Engine, Page;
    DateKind: "may_be_future" by Page;
    ChoiceKind: "options ordered" by Engine, Page;
    ChoiceOption: "code label" by Engine, Page;
    AreaKind: "level inside" by Engine, Page;
    TextKind: "longest" by Page;
    Proof: "document" by Page;
    Definition: "name label condition" by Engine, Document;
    Requirement: "id title condition relaxations scope" by Engine, Document;
    Requirement: "clause stated_age" by Document;
    StatedAge: "youngest oldest on" by Document;
    Relaxation: "id who instead scope" by Engine;
    Relaxation: "clause stated_age" by Document;
    Instead: "condition" by Engine;
    Exclusion: "id when scope" by Engine;
    Exclusion: "clause kind period" by Document;
    ExclusionPeriod: "years" by Document;
    Condition: "all any not yes date number level one_of elapsed amount" by Engine;
    Condition: "in_area same_area post pool post_in qualifies_for defined" by Engine;
    DateTest: "fact from until" by Engine;
    DateBound: "on inclusive" by Engine;
    NumberTest: "fact at_least more_than at_most less_than" by Engine;
    LevelTest: "fact at_least at_most" by Engine;
    OneOfTest: "fact options" by Engine;
    ElapsedTest: "since until at_least less_than" by Engine;
    Span: "years months days" by Engine;
    DayRef: "fact after day named" by Engine;
    AfterFact: "fact plus" by Engine;
    AmountTest: "sum whole at_least less_than" by Engine;
    Amount: "number between months_of count_of" by Engine;
    DaySpan: "since until" by Engine;
    RowsSpan: "rows from to until only" by Engine;
    RowsCount: "rows only once_per" by Engine;
    RowTest: "column options" by Engine;
    AreaTest: "fact areas" by Engine;
    SameAreaTest: "fact as level" by Engine;
    AreaOf: "fact" by Engine;
    // Applying.
    Applying: "windows review correction appeal" by Deadline, Notice;
    Applying: "clause documents photo ticket" by Page, Document;
    Applying: "duplicates" by Engine, Page;
    Applying: "post_change" by Page later ChangeOfPost;
    Applying: "adjustments" by Deadline later ExamDay;
    Applying: "fees" by Page later Payment;
    ApplyingWindow: "opens closes online" by Deadline;
    ApplyingWindow: "counter hours" by Page later Counter;
    Hours: "from to" by Page later Counter;
    Period: "from until" by Deadline;
    CorrectionRule: "until while" by Deadline;
    TicketRule: "from until" by Deadline;
    TicketRule: "in_person missing_it_is_absence" by Document;
    PostChangeRule: "by until times" by Page later ChangeOfPost;
    AdjustmentRule: "deadline" by Deadline later ExamDay;
    Fee: "what at yuan per until unpaid waivers" by Page later Payment;
    FeeAt: "stage" by Page later Payment;
    FeeWaiver: "name when approval from until as" by Page later Payment;
    // Opening and bonus.
    OpeningRule: "at needed otherwise removed_places" by Engine;
    OpeningRule: "clause" by Document;
    OpeningAt: "came called" by Engine;
    OpeningCase: "up_to then" by Engine;
    OpeningThen: "reduce_to_share track" by Engine;
    PlacesShare: "share mode" by Engine;
    RemovedPlaces: "to_pools to_posts" by Engine;
    BonusRule: "items groups stack cap raises may_exceed_full" by Engine;
    BonusRule: "evidence_by" by Engine, Deadline;
    BonusRule: "clause" by Document;
    BonusItem: "code name when points group raises" by Engine, Page;
    BonusItem: "evidence_by" by Engine, Deadline;
    BonusItem: "clause evidence verified_by" by Page, Document;
    BonusGroup: "code name stack cap group raises" by Engine;
    BonusPoints: "fixed bands rows" by Engine;
    BonusBands: "of bands marginal" by Engine;
    BonusRows: "of points best_per" by Engine;
    RowPoints: "column options points" by Engine;
    // Stages.
    Stage: "code name check scoring lines cut" by Engine, Page;
    Stage: "clause times" by Document;
    StageTimes: "sittings" by Engine, Document;
    StageTimes: "recount" by Deadline later Objections;
    Sitting: "code arrive_by" by Engine;
    Sitting: "scope at" by Document;
    Arrival: "at late" by Engine;
    RecountRule: "from until answered_in" by Deadline later Objections;
    Check: "substitution recounts then" by Engine;
    Check: "clause" by Document;
    Check: "originals" by Page later Vetting;
    Scoring: "papers panel points" by Engine, Page;
    Papers: "full papers mark product sum missed" by Engine, Page;
    Paper: "code name full weight questions" by Engine, Page;
    Paper: "minutes" by Document;
    Element: "code name full" by Engine, Page;
    Panel: "full examiners least_examiners chief elements mark_decimals trim mean correction" by Engine, Page;
    Panel: "lots" by Page;
    Trim: "highest lowest over" by Engine;
    Correction: "method across overall overall_trim room_trim outliers unit mean" by Engine;
    Correction: "coefficient corrected cap" by Engine;
    Correction: "clause" by Document;
    MeanTrim: "highest lowest" by Engine;
    Outliers: "farther_than outside" by Engine;
    OutlierBounds: "below above" by Engine;
    PointsScoring: "full events combine rounding" by Engine, Page;
    Event: "code name unit lower_is_better tries by bands" by Engine, Page;
    Band: "when from to gives" by Engine;
    BandGives: "points each" by Engine;
    Slope: "base unit points least most" by Engine;
    Line: "code on at strictly only_below only_up_to" by Engine;
    Line: "clause" by Document;
    PeoplePerPlace: "ratio of" by Engine;
    LineAt: "fixed share mean lowest_of highest_of" by Engine;
    MeanShare: "share across rounding" by Engine;
    ExtraTest: "code name full approval" by Engine;
    Track: "code name when skips hired_without_exam" by Engine;
    Track: "clause" by Document;
    // Lists and the total.
    List: "quota across basis level substitution" by Engine;
    List: "clause" by Document;
    Quota: "per_place steps share exactly" by Engine;
    QuotaStep: "up_to people per_place beyond" by Engine;
    QuotaShare: "share of mode" by Engine;
    Across: "area" by Engine;
    Ties: "keys then" by Engine;
    Ties: "clause" by Document;
    StillLevel: "extra_test" by Engine;
    TieKey: "higher higher_level later status preference" by Engine;
    StatusKey: "name when" by Engine;
    Substitution: "rounds until approval for fill by in_advance across consent" by Engine;
    Substitution: "clause" by Document;
    SubstitutionEnd: "at step" by Engine, Deadline;
    Reserved: "code name of places when also_open unfilled" by Engine;
    Reserved: "clause" by Document;
    ReservedOf: "posts pool" by Engine;
    TotalRule: "full formula tracks ranked_on across lines" by Engine;
    TotalRule: "clause" by Document;
    TrackParts: "track parts" by Engine;
    // After the exam.
    AfterStep: "code name list" by Engine;
    AfterStep: "standard" by Document;
    AfterStep: "gives by" by Page later Allocation;
    Give: "code name what places scope at" by Page later Allocation;
    ReserveRule: "places instead scope" by Engine;
    ReserveRule: "clause" by Document;
    ReserveRule: "drawn months" by Page later ReserveList;
    HireRule: "probation_months term_months commitment" by Document later Contracts;
    HireRule: "clause notes" by Document;
    Commitment: "months when" by Document later Contracts;
    CertificateRule: "who kind" by Document later Certificates;
    RecordingRule: "kept" by Page later ExamDay;
    // What is put up.
    PublicationRule: "of what days kind at first_day_counts mask" by Page;
    PublicationRule: "channel stated_until" by Document;
    PublicationRule: "objections" by Page later Objections;
    ObjectionRule: "contact answered_in" by Page later Objections;
    Published: "list results" by Page;
    HolidayRule: "off worked" by Page;
    HolidayRule: "clause" by Document;
    DayRange: "from until" by Page;
    // Examples.
    WorkedExample: "clause figures" by Engine;
    ExampleFigures: "bonus rooms panel total cut" by Engine;
    BonusExample: "items points" by Engine;
    ExampleItem: "item number" by Engine;
    RoomsExample: "stage rooms overall" by Engine;
    RoomFigures: "sum people mean coefficient" by Engine;
    PanelExample: "stage marks score" by Engine;
    TotalExample: "parts total" by Engine;
    ExamplePart: "of points" by Engine;
    CutExample: "stage places people" by Engine;
}
