# Each line calls cargo or a script of .ci; nothing is decided here.
.PHONY: run test check bench coverage long-course mutants deny

run: ## set up, build, fill the demonstration, serve on http://127.0.0.1:8080
	.ci/setup build
	.ci/build-front
	cargo build --profile local -p server
	.ci/serve-demonstration

test: ## everything that CI runs
	.ci/setup test
	.ci/test

check: ## in seconds: formatting, lints and tests of what changed since the last commit
	.ci/setup check
	.ci/check

bench: ## speed as ratios within one run; a peer that is missing fails it
	.ci/setup bench
	.ci/build-front
	cargo build --release -p server
	.ci/bench

coverage: ## how many lines of app and domain the tests run
	.ci/setup coverage
	.ci/coverage

long-course: ## a million random recruitments, by the engine and by its plain reference; COURSE_CASES=… for another number
	COURSE_CASES=$(or $(COURSE_CASES),1000000) cargo test --package domain --test course -- agree --nocapture

mutants: ## does every small change to domain make a test fail? ARGS="--sharding round-robin --shard 7/40" takes a sample
	PROPTEST_CASES=0 cargo mutants --package domain $(if $(shell command -v cargo-nextest),--test-tool nextest) $(ARGS) -- --lib

deny: ## licences and sources of everything that is linked in; needs `cargo install cargo-deny`
	cargo deny check licenses bans sources
