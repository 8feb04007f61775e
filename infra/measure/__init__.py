"""`make measure`: what everything costs, each figure beside its bound. docs/performance.md explains them."""
