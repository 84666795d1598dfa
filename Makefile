# `make run` and `make test` do everything on a fresh Debian machine: install what is missing, build, and go.

PREFIX ?= /usr/local
SWIFT ?= swift
OUT ?= out
SHELL = /bin/bash

# Debian packages the build needs; each one's reason stands in README.md.
PACKAGES = libedit-dev libopenblas-dev libgomp1 libpng-dev libjpeg62-turbo-dev libfreetype-dev zlib1g-dev libpcre2-dev \
           libgnuplot-iostream-dev libboost-iostreams-dev libboost-system-dev libboost-filesystem-dev gnuplot-nox \
           libcmark-gfm-dev libcmark-gfm-extensions-dev fonts-dejavu-core fonts-liberation pkg-config

.PHONY: run test build install packages check clean

run: build
	.build/release/shell run notebooks/multitask.vnb --figures $(OUT)/multitask -o $(OUT)/multitask/multitask.ipynb

build: packages
	$(SWIFT) build -c release --product shell

# Debug builds of the tests would train for minutes; the release build runs them as users run the program.
test: packages
	$(SWIFT) build -c release --build-tests -Xswiftc -enable-testing
	@mkdir -p .build; set -o pipefail; $(SWIFT) test -c release -Xswiftc -enable-testing --skip-build --no-parallel 2>&1 | tee .build/test.log \
	    || { echo; echo "What failed:"; grep -A 8 'recorded an issue\|Fatal error\|error:' .build/test.log | tail -n 60; exit 1; }

packages:
	@sh scripts/packages.sh $(PACKAGES)

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/shell
	install -m 755 .build/release/shell $(DESTDIR)$(PREFIX)/bin/shell
	cp -R notebooks $(DESTDIR)$(PREFIX)/share/shell/
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	.build/release/shell manual > $(DESTDIR)$(PREFIX)/share/man/man1/shell.1
	.build/release/shell --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/shell
	.build/release/shell --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_shell
	.build/release/shell --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/shell.fish

# Imports run one way: Shell → Library → {Lang, Kernel, Plot}; those three import nothing of each other.
check:
	$(SWIFT) build --explicit-target-dependency-import-check error

clean:
	rm -rf .build $(OUT)
