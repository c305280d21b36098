//! Lines of single rooms.

use super::*;

#[test]
fn a_line_of_a_room_is_compared_with_the_scores_of_that_room_only() {
    let mut rules = rules();
    let interview = &mut rules.stages[1];
    if let Some(Scoring::Panel(panel)) = &mut interview.scoring {
        panel.correction = None;
    }
    let line = PassLine {
        code: "room".into(),
        clause: None,
        on: Score::stage("interview"),
        at: LineAt::RoomMean,
        strictly: false,
        only_below: None,
        only_up_to: None,
    };
    interview.lines = Some(vec![line]);
    let marks = [("1", 90), ("1", 80), ("2", 70), ("2", 60)].into_iter();
    let people = marks.enumerate().map(|(number, (room, mark))| {
        let mut person = candidate(number, "GJZ-01", 80, Some(mark));
        person.stages.entry(&"interview".into()).room = Some(room.into());
        person
    });
    let bundle = sealed(rules, people.collect());
    let list = compose(head(1), &bundle, &names(&bundle));
    assert!(nobody_below_a_line(&list, &bundle), "70 is above 65");
    for (figure, reached) in [(70, true), (65, true), (64, false)] {
        let mut altered = list.clone();
        let rows = &mut altered.posts[0].rows;
        let row = rows
            .iter_mut()
            .find(|row| row.interview == Some(Points::whole(70)));
        row.unwrap().interview = Some(Points::whole(figure));
        assert_eq!(nobody_below_a_line(&altered, &bundle), reached, "{figure}");
    }
}
