# notebook: literate notebooks for dynamical systems.
#
#   make render       install what is missing, build, render all notebooks into output/
#   make test         install what is missing, build and run all tests; NOTEBOOK_KILLS=200 kills renders that often, not 40 times,
#                     NOTEBOOK_SAVES=1000 saves under a preview that often, not 30
#   make verify       compute again what the pages in output/ show, and compare
#   make check-pages  look at the rendered pages with a browser, axe-core and an HTML checker
#   make bench        measure against hand-written yardsticks in the same run
#   make preview-times  measure from saving a notebook to the new page in Chromium
#   make peers        measure against nbconvert, SciPy, Brian2 and PyTorch, which are installed into .build/peers
#   make install      put the command into PREFIX/bin (PREFIX=/usr/local)

SWIFT  ?= swift
PREFIX ?= /usr/local
SYSTEM := $(shell uname -s)

# On Linux the command carries Swift's libraries with it: it starts faster and needs no toolchain to run.
STATIC := $(if $(filter Linux,$(SYSTEM)),--static-swift-stdlib)
RELEASE = $(SWIFT) build -c release $(STATIC)
COMMAND = .build/release/notebook

.PHONY: render test verify check-pages bench preview-times peers kernels install run-times build dependencies lint reference clean

render: build
	$(COMMAND) render notebooks/*.md

build: dependencies
	$(RELEASE) --product notebook

test: dependencies
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --parallel

verify: build
	$(COMMAND) verify notebooks/*.md

# Chromium, Java and two packages of PyPI; what cannot be had is skipped with a message.
check-pages:
	@command -v python3 >/dev/null || { echo "check-pages: skipped, python3 is not installed" >&2; exit 0; }; \
	python3 Tests/Pages/check.py output

bench: dependencies
	$(RELEASE)
	.build/release/bench

preview-times: dependencies
	$(RELEASE) --product notebook
	python3 Tests/Pages/preview.py .build/release/notebook

peers: dependencies
	$(RELEASE)
	python3 Tests/Peers/peers.py

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(COMMAND) "$(DESTDIR)$(PREFIX)/bin/notebook"

reference: build
	$(COMMAND) reference > notebooks/reference.md

# What spike times cost, for a table of the course; on a machine that does nothing else.
run-times: dependencies
	$(RELEASE) --product bench
	.build/release/bench print-run-times > notebooks/data/run-times.csv

# After a change of a built-in model or of the compiler of equations.
kernels: dependencies
	$(RELEASE) --product bench
	.build/release/bench print-kernels > Sources/Kernels/Generated/models.c.new
	mv Sources/Kernels/Generated/models.c.new Sources/Kernels/Generated/models.c
	.build/release/bench print-lanes > Sources/Kernels/Generated/lanes.h.new
	mv Sources/Kernels/Generated/lanes.h.new Sources/Kernels/Generated/lanes.h

lint:
	$(SWIFT) format lint --strict -r Sources Tests Package.swift

clean:
	rm -rf .build

# libcmark, the CommonMark parser: from Debian's or Ubuntu's packages, or from Homebrew.
dependencies:
	@command -v $(SWIFT) >/dev/null || { echo "Swift is missing: get it from https://www.swift.org/install" >&2; exit 1; }
	@if pkg-config --exists libcmark 2>/dev/null || ls /usr/include/cmark.h /usr/local/include/cmark.h >/dev/null 2>&1; then \
	  exit 0; \
	elif [ "$(SYSTEM)" = Darwin ]; then \
	  command -v brew >/dev/null || { echo "libcmark is missing, and so is Homebrew: install it, then run 'brew install cmark pkg-config'" >&2; exit 1; }; \
	  brew install cmark pkg-config; \
	elif ! command -v apt-get >/dev/null; then \
	  echo "libcmark is missing: install it with your package manager (cmark-devel, cmark or libcmark-dev) and run make again" >&2; exit 1; \
	elif [ "$$(id -u)" = 0 ]; then \
	  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q libcmark-dev pkg-config; \
	elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then \
	  sudo apt-get update -q && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -q libcmark-dev pkg-config; \
	else \
	  echo "libcmark is missing, and installing it takes an administrator: 'sudo apt-get install libcmark-dev pkg-config', then run make again" >&2; exit 1; \
	fi
