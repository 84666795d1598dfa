# `make run` and `make test` do everything on a fresh Debian machine.
.PHONY: build test run
build:
	swift build -c release --product shell
run: build
	.build/release/shell run notebooks/multitask.vnb
test:
	swift test
