# Roundsman. `make demo` and `make test` work on a fresh Debian machine with Swift; the rest is for daily work.
.PHONY: demo test build lint format bench clean

RELEASE := .build/release/roundsman
TEST_PATH := $(CURDIR)/.venv/bin:$(PATH)

## demo: install what is missing, build, audit the synthetic fleet, say where the reports are
demo: build
	$(RELEASE) demo -o reports

## build: the optimised program at .build/release/roundsman
build:
	@scripts/setup.sh build
	swift build -c release --static-swift-stdlib --product roundsman

## test: install what is missing and pass every test
test:
	@scripts/setup.sh test
	swift build --build-tests --explicit-target-dependency-import-check error
	# One test at a time: some wait for programs that ask a server of the same process, which needs a free thread.
	# What tests and programs that are killed leave behind goes with the folder.
	@TMPDIR=$$(mktemp -d) && export TMPDIR && trap 'rm -rf "$$TMPDIR"' EXIT && \
	  PATH="$(TEST_PATH)" swift test --skip-build --disable-xctest --no-parallel

## lint: formatting and file lengths, as CI checks them
lint:
	swift format lint --recursive --strict Package.swift Sources Tests Plugins Benchmarks
	@scripts/check-lengths.sh

format:
	swift format --recursive --in-place Package.swift Sources Tests Plugins Benchmarks

## bench: figures, never a verdict
bench:
	@scripts/setup.sh build
	swift build -c release --static-swift-stdlib --product roundsman
	swift build -c release --static-swift-stdlib --product roundsman-bench
	.build/release/roundsman-bench

clean:
	rm -rf .build .venv
