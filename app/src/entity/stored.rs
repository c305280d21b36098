//! Domain values at rest: an enum as its word, a document as JSON. The ORM's traits stay on these wrappers, so that
//! `domain` needs none of them.

use sea_orm::{
    ColIdx, DbErr, QueryResult, TryGetError, TryGetable, Value,
    sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr},
};
use serde::{Serialize, de::DeserializeOwned};

/// A unit-only enum, stored as its serde word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<T>(pub T);

/// Any serde value, stored as JSON text. Opaque to SQL: never queried inside.
#[derive(Clone, Debug, PartialEq)]
pub struct Json<T>(pub T);

fn to_word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("Text<T> holds unit enums only, not {other:?}"),
    }
}

fn from_word<T: DeserializeOwned>(word: String) -> Result<T, DbErr> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(|e| DbErr::Type(e.to_string()))
}

fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("stored documents have string keys only")
}

fn from_json<T: DeserializeOwned>(json: String) -> Result<T, DbErr> {
    serde_json::from_str(&json).map_err(|e| DbErr::Json(e.to_string()))
}

macro_rules! stored_as_text {
    ($wrapper:ident, $write:ident, $read:ident, $column:expr) => {
        impl<T: Serialize> From<$wrapper<T>> for Value {
            fn from(value: $wrapper<T>) -> Value {
                Value::from($write(&value.0))
            }
        }

        impl<T: DeserializeOwned> TryGetable for $wrapper<T> {
            fn try_get_by<I: ColIdx>(result: &QueryResult, index: I) -> Result<Self, TryGetError> {
                let text = String::try_get_by(result, index)?;
                $read(text).map($wrapper).map_err(TryGetError::DbErr)
            }
        }

        impl<T: DeserializeOwned> ValueType for $wrapper<T> {
            fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
                let text = <String as ValueType>::try_from(value)?;
                $read(text).map($wrapper).map_err(|_| ValueTypeErr)
            }
            fn type_name() -> String {
                stringify!($wrapper).to_owned()
            }
            fn array_type() -> ArrayType {
                ArrayType::String
            }
            fn column_type() -> ColumnType {
                $column
            }
        }

        impl<T> Nullable for $wrapper<T> {
            fn null() -> Value {
                <String as Nullable>::null()
            }
        }
    };
}

stored_as_text!(
    Text,
    to_word,
    from_word,
    ColumnType::String(sea_orm::sea_query::StringLen::None)
);
stored_as_text!(Json, to_json, from_json, ColumnType::Text);

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{applications::Stage, ranking::Placing};

    #[test]
    fn an_enum_rests_as_its_word_and_a_document_as_json() {
        assert_eq!(
            Value::from(Text(Stage::PassedStreet)),
            Value::from("passed_street".to_owned())
        );
        let read = <Text<Stage> as ValueType>::try_from(Value::from("draft".to_owned()));
        assert!(matches!(read, Ok(Text(Stage::Draft))));
        assert!(<Text<Stage> as ValueType>::try_from(Value::from("mislaid".to_owned())).is_err());
        let placing = Json(Placing::Substitute(2));
        assert!(
            <Json<Placing> as ValueType>::try_from(Value::from(placing.clone()))
                .is_ok_and(|read| read == placing)
        );
    }
}
