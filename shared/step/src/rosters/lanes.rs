//! Several pieces of work at once on one thread: while one waits for the table, the others go on.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

/// A piece of work that may borrow.
pub type Lane<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Runs all of them to their ends; the answers in the order of the pieces.
pub async fn all<T>(lanes: Vec<Lane<'_, T>>) -> Vec<T> {
    let mut lanes: Vec<Option<Lane<'_, T>>> = lanes.into_iter().map(Some).collect();
    let mut answers: Vec<Option<T>> = lanes.iter().map(|_| None).collect();
    poll_fn(|context| {
        let mut waiting = false;
        for (lane, answer) in lanes.iter_mut().zip(&mut answers) {
            let Some(work) = lane else { continue };
            match work.as_mut().poll(context) {
                Poll::Ready(done) => {
                    *answer = Some(done);
                    *lane = None;
                }
                Poll::Pending => waiting = true,
            }
        }
        if waiting { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    answers.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_piece_ends_and_answers_in_its_place() {
        let lanes = (0..5_u32)
            .map(|n| -> Lane<'_, u32> {
                Box::pin(async move {
                    for _ in n..5 {
                        tokio::task::yield_now().await;
                    }
                    n
                })
            })
            .collect();
        assert_eq!(all(lanes).await, [0, 1, 2, 3, 4]);
    }
}
