//! Which prediction stands for which gold record of an article.

use crate::record::Kind;

use super::equal::{FieldState, clean, company_core, lone_state, project_equal};
use super::{Field, GoldRecord, Prediction};

/// Twice the pair score (an industry alone counts a half); 0 where the two share no amount, company,
/// project name or count, or differ in kind.
pub(super) fn pair_score(predicted: &Prediction, gold: &GoldRecord) -> i64 {
    if predicted.kind.as_deref().is_some_and(|k| k != gold.kind.label()) {
        return 0;
    }
    let hit = |field| i64::from(lone_state(field, predicted, gold) == FieldState::Hit);
    let mut anchor = 6 * hit(Field::Amount) + 6 * hit(Field::Company);
    anchor += 4 * i64::from(project_equal(predicted.project.as_deref(), &gold.project));
    if gold.kind == Kind::Project && anchor == 0 {
        anchor += 4 * i64::from(company_in_project(predicted, gold));
    }
    anchor += 4 * i64::from(gold.kind == Kind::Aggregate && same_count(predicted, gold));
    if anchor == 0 {
        return 0;
    }
    anchor + 2 * hit(Field::Stage) + 2 * hit(Field::Park) + hit(Field::Industry)
}

fn company_in_project(predicted: &Prediction, gold: &GoldRecord) -> bool {
    let Some(project) = predicted.project.as_deref().map(clean) else { return false };
    gold.company.values.iter().any(|name| project.contains(&company_core(name)))
}

/// Like the reference, only a count that gold states without alternatives ties two records together.
fn same_count(predicted: &Prediction, gold: &GoldRecord) -> bool {
    gold.count.single && gold.count.values.first().is_some_and(|&c| c > 0 && predicted.count == Some(c))
}

/// The one-to-one pairing of rows (predictions) with columns (gold) of the largest sum; for each column
/// its row, pairs of weight 0 left out.
///
/// The Hungarian method with potentials, step by step as in the reference scorer: between pairings of equal sum
/// the choice changes which fields count as right, so another method would give other figures.
pub(super) fn assign(weights: &[Vec<i64>]) -> Vec<Option<usize>> {
    let rows = weights.len();
    let columns = weights.first().map_or(0, Vec::len);
    let side = rows.max(columns);
    let weight = |i: usize, j: usize| if i < rows && j < columns { weights[i][j] } else { 0 };
    let mut row_potential = vec![0; side + 1];
    let mut column_potential = vec![0; side + 1];
    let mut row_of = vec![0; side + 1];
    for row in 1..=side {
        row_of[0] = row;
        let mut came_from = vec![0; side + 1];
        let mut slack = vec![i64::MAX; side + 1];
        let mut used = vec![false; side + 1];
        let mut column = 0;
        while row_of[column] != 0 {
            used[column] = true;
            let i = row_of[column];
            let mut next = 0;
            let mut delta = i64::MAX;
            for j in (1..=side).filter(|&j| !used[j]) {
                let reduced = -weight(i - 1, j - 1) - row_potential[i] - column_potential[j];
                if reduced < slack[j] {
                    slack[j] = reduced;
                    came_from[j] = column;
                }
                if slack[j] < delta {
                    delta = slack[j];
                    next = j;
                }
            }
            for j in 0..=side {
                if used[j] {
                    row_potential[row_of[j]] += delta;
                    column_potential[j] -= delta;
                } else {
                    slack[j] = slack[j].saturating_sub(delta);
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[came_from[column]];
            column = came_from[column];
        }
    }
    (0..columns).map(|j| row_of[j + 1].checked_sub(1).filter(|&i| i < rows && weight(i, j) > 0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best_sum(weights: &[Vec<i64>], row: usize, taken: u32) -> i64 {
        let Some(line) = weights.get(row) else { return 0 };
        let free = (0..line.len()).filter(|j| taken & (1 << j) == 0);
        free.map(|j| line[j] + best_sum(weights, row + 1, taken | (1 << j)))
            .chain([best_sum(weights, row + 1, taken)])
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn finds_the_largest_sum() {
        let mut seed = 7_u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as i64
        };
        for _ in 0..300 {
            let (rows, columns) = (next() % 6, next() % 6 + 1);
            let weights: Vec<Vec<i64>> =
                (0..rows).map(|_| (0..columns).map(|_| (next() % 15 - 4).max(0)).collect()).collect();
            let pairs = assign(&weights);
            let sum: i64 = pairs.iter().enumerate().filter_map(|(j, i)| i.map(|i| weights[i][j])).sum();
            assert_eq!(sum, best_sum(&weights, 0, 0), "{weights:?}");
        }
        assert_eq!(assign(&[]), []);
        assert_eq!(assign(&[vec![0, 3]]), [None, Some(0)]);
    }

    #[test]
    fn scores_of_pairs() {
        let gold = |json: &str| {
            super::super::parse_gold(&format!(r#"{{"id":"a","records":[{json}]}}"#))
                .unwrap()
                .remove(0)
                .records
                .remove(0)
        };
        let predicted = |json: &str| Prediction::from_json(&serde_json::from_str(json).unwrap());
        let project = gold(
            r#"{"kind":"project","company":"青禾食品","project":"速冻蔬菜项目","amount_yi":2,"stage":"开工","park":"云溪经开区","industry":"食品"}"#,
        );
        for (json, score) in [
            (
                r#"{"kind":"project","amount_yi":2,"company":"青禾食品","project":"速冻蔬菜项目","stage":"开工","park":"云溪经开区","industry":"食品"}"#,
                21,
            ),
            (r#"{"amount_yi":2}"#, 6),
            (r#"{"kind":"aggregate","amount_yi":2}"#, 0),
            (r#"{"kind":"project","stage":"开工","park":"云溪经开区","industry":"食品"}"#, 0),
            (r#"{"kind":"project","project":"青禾食品二期","stage":"开工"}"#, 6),
            (r#"{"kind":"project","project":"青禾食品二期","company":"青禾","amount_yi":3}"#, 6),
        ] {
            assert_eq!(pair_score(&predicted(json), &project), score, "{json}");
        }
        let total = gold(r#"{"kind":"aggregate","amount_yi":30,"count":7,"stage":"签约"}"#);
        assert_eq!(pair_score(&predicted(r#"{"kind":"aggregate","count":7,"stage":"签约"}"#), &total), 6);
        assert_eq!(pair_score(&predicted(r#"{"kind":"aggregate","count":8,"stage":"签约"}"#), &total), 0);
    }
}
