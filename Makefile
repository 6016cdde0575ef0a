# dondoc: make run | make test | make bench | make install [DESTDIR= PREFIX= CONFIG=debug]

CONFIG  ?= release
PREFIX  ?= /usr/local
DESTDIR ?=
PYTHON  := /usr/bin/python3
BUILD   := .build/debug
RELEASE := .build/release
STATIC  := -c release --static-swift-stdlib

BUILD_PACKAGES := libsystemd-dev libsqlite3-dev libssl-dev libcurl4-openssl-dev pkg-config
RUN_PACKAGES   := $(BUILD_PACKAGES) python3 python3-aiosmtpd
TEST_PACKAGES  := $(RUN_PACKAGES) systemd dbus util-linux mount findutils openssl
BENCH_PACKAGES := $(RUN_PACKAGES) hyperfine curl

.PHONY: run test bench install packages-build packages-run packages-test packages-bench \
	lint build story clean

# One command: the five plans, a training clock, a mail sink; 2023 goes by in a few minutes.
run: packages-run
	swift build --product dondocd
	swift build --product dondoc
	@Tests/Run/run-year $(BUILD) config

# Everything that CI runs.
test: packages-test lint build
	SWIFT_BACKTRACE=enable=no swift test --skip-build
	$(PYTHON) Tests/Story/first_light.py $(BUILD)
	@scratch=$$(mktemp -d) && $(MAKE) -s install CONFIG=debug DESTDIR="$$scratch" PREFIX=/usr \
	  && "$$scratch/usr/bin/dondoc" --version >/dev/null \
	  && "$$scratch/usr/bin/dondoc" plan check --config "$$scratch/etc/dondoc" \
	       "$$scratch"/etc/dondoc/plans/*.yaml 2>/dev/null && rm -rf "$$scratch"

lint:
	swift format lint -s -r Sources Tests Package.swift

# The walls between rooms hold only in a build that checks every import.
build:
	swift build --build-tests --explicit-target-dependency-import-check error

story: build
	$(PYTHON) Tests/Story/first_light.py $(BUILD)

bench: packages-bench
	swift build $(STATIC) --product dondocd
	swift build $(STATIC) --product dondoc
	@$(PYTHON) Tests/Bench/bench.py $(RELEASE) config

# Files of the administrator are never overwritten: a new one is laid beside as NAME.new.
install: packages-build
	@if [ $(CONFIG) = release ]; then \
	  swift build $(STATIC) --product dondocd && swift build $(STATIC) --product dondoc; \
	else swift build --product dondocd && swift build --product dondoc; fi
	install -D -m 0755 .build/$(CONFIG)/dondocd $(DESTDIR)$(PREFIX)/sbin/dondocd
	install -D -m 0755 .build/$(CONFIG)/dondoc $(DESTDIR)$(PREFIX)/bin/dondoc
	@for unit in dondocd.service dondocd.socket; do \
	  install -d $(DESTDIR)$(PREFIX)/lib/systemd/system && \
	  sed 's|@PREFIX@|$(PREFIX)|g' systemd/$$unit \
	    > $(DESTDIR)$(PREFIX)/lib/systemd/system/$$unit || exit 1; done
	install -D -m 0644 systemd/dondoc.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/dondoc.conf
	@cd config && find . -name '*.yaml' | while read -r file; do \
	  target=$(DESTDIR)/etc/dondoc/$$file; \
	  if [ -e "$$target" ] && ! cmp -s "$$file" "$$target"; then target=$$target.new; fi; \
	  install -D -m 0644 "$$file" "$$target"; done

define need
	@missing=$$(for p in $(1); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  if [ $$(id -u) = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$missing; \
	  else echo "missing packages; run:  sudo apt-get install" $$missing >&2; exit 1; fi; fi
endef

packages-build:
	$(call need,$(BUILD_PACKAGES))
packages-run:
	$(call need,$(RUN_PACKAGES))
packages-test:
	$(call need,$(TEST_PACKAGES))
packages-bench:
	$(call need,$(BENCH_PACKAGES))

clean:
	rm -rf .build
