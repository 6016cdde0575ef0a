# dondoc: make run | make test | make bench | make bench-million | make fuzz [RUNS=] |
#         make fuzz-bodies [BODIES= SEED=] | make soak [COMMANDS= KILLS= SEED=] | make story | make zones
#         make peers [ROWS=]
#         make install|uninstall [DESTDIR= PREFIX= CONFIG=debug]

CONFIG  ?= release
PREFIX  ?= /usr/local
DESTDIR ?=
PYTHON  := /usr/bin/python3
BUILD   := .build/debug
RELEASE := .build/release
STATIC  := -c release --static-swift-stdlib

# Where things are installed from and to.
BINARIES ?= .build/$(CONFIG)
sbin    := $(DESTDIR)$(PREFIX)/sbin
bin     := $(DESTDIR)$(PREFIX)/bin
lib     := $(DESTDIR)$(PREFIX)/lib
share   := $(DESTDIR)$(PREFIX)/share
units   := $(lib)/systemd/system
catalog := $(lib)/systemd/catalog
doc     := $(share)/doc/dondoc
bashes  := $(share)/bash-completion/completions
# Debian's zsh looks there for packages, and elsewhere for what is local.
zshes   := $(share)/zsh/$(if $(filter /usr,$(PREFIX)),vendor-completions,site-functions)
fishes  := $(share)/fish/vendor_completions.d

BUILD_PACKAGES := libsystemd-dev libsqlite3-dev libssl-dev libcurl4-openssl-dev pkg-config
RUN_PACKAGES   := $(BUILD_PACKAGES) python3 python3-aiosmtpd
TEST_PACKAGES  := $(RUN_PACKAGES) curl systemd dbus util-linux mount findutils openssl locales \
	tzdata coreutils openssh-server openssh-client postfix sqlite3 python3-jsonschema python3-icalendar \
	python3-vobject
# The README's backup is made by the sqlite3 program.
INSTALL_PACKAGES := $(BUILD_PACKAGES) sqlite3
BENCH_PACKAGES := $(RUN_PACKAGES) hyperfine curl postfix

.PHONY: run test bench bench-million fuzz fuzz-bodies install install-files uninstall packages-install \
	packages-run packages-test packages-bench postfix-quiet lint build story zones soak clean

# One command: the five plans, a training clock, a mail sink; 2023 goes by in a few minutes.
run: packages-run
	swift build --product dondocd
	swift build --product dondoc
	@Tests/Run/run-year $(BUILD) config

# Everything that CI runs.
test: packages-test lint build
	SWIFT_BACKTRACE=enable=no swift test --skip-build
	$(PYTHON) Tests/Zones/host_zones.py $(BUILD)
	$(PYTHON) -B Tests/Soak/work.py $(BUILD) --commands 3000 --kills 6 --seed $(SEED)
	$(PYTHON) Tests/Story/story.py $(BUILD)
	@scratch=$$(mktemp -d) && $(MAKE) -s install CONFIG=debug DESTDIR="$$scratch" PREFIX=/usr \
	  && "$$scratch/usr/bin/dondoc" --version >/dev/null \
	  && "$$scratch/usr/bin/dondoc" plan check --config "$$scratch/etc/dondoc" \
	       "$$scratch"/etc/dondoc/plans/*.yaml 2>/dev/null && rm -rf "$$scratch"

lint:
	swift format lint -s -r Sources Tests Package.swift

# The walls between rooms hold only in a build that checks every import.
build:
	swift build --build-tests --explicit-target-dependency-import-check error

# Every story of Tests/Story as one test, with one line at the end.
story: packages-test build
	$(PYTHON) Tests/Story/story.py $(BUILD)

# What becomes of letters when the relay misbehaves; ROWS="NAME..." for some rows of the table.
.PHONY: peers
peers: packages-test build
	ROWS="$(ROWS)" $(PYTHON) Tests/Story/story.py $(BUILD) mail_peers

zones: packages-test build
	$(PYTHON) Tests/Zones/host_zones.py $(BUILD)

# Phrases thrown at the grammar, from the words in Tests/Fuzz/words.txt; findings in .build/fuzz.
RUNS ?= 10000000
fuzz:
	@$(PYTHON) Tests/Fuzz/fuzz.py run $(RUNS)

# Bodies of requests thrown at the daemon; `make test` throws 2,000 and replays what was found.
BODIES ?= 200000
SEED   ?= 2
fuzz-bodies: packages-test build
	FUZZ_BODIES=$(BODIES) FUZZ_SEED=$(SEED) SWIFT_BACKTRACE=enable=no \
	  swift test --skip-build --filter BodyFuzzTests

# Several people at once against a model, with kills in between; `make test` does 3,000 commands.
COMMANDS ?= 100000
KILLS    ?= 200
soak: packages-test build
	$(PYTHON) -B Tests/Soak/work.py $(BUILD) --commands $(COMMANDS) --kills $(KILLS) --seed $(SEED)

bench: packages-bench
	swift build $(STATIC) --product dondocd
	swift build $(STATIC) --product dondoc
	swift build $(STATIC) --product CoreBench
	@$(PYTHON) Tests/Bench/bench.py $(RELEASE) config
	@$(PYTHON) -B Tests/Bench/letters.py $(RELEASE) config
	@$(PYTHON) Tests/Bench/million.py $(RELEASE)

# A million obligations beside a thousand: three to ten minutes, and 3 GB below TMPDIR.
bench-million: packages-run
	swift build $(STATIC) --product dondocd
	swift build $(STATIC) --product dondoc
	@$(PYTHON) Tests/Bench/million.py $(RELEASE)

# Binaries, units, catalog, completions, /etc/dondoc. What is in /etc/dondoc is the administrator's:
# systemd/config-files says what becomes of it. Its files name their schemas as ../schema/…, as they do
# here, so that an editor finds them through the link.
install: packages-install
	@if [ $(CONFIG) = release ]; then \
	  swift build $(STATIC) --product dondocd && swift build $(STATIC) --product dondoc; \
	else swift build --product dondocd && swift build --product dondoc; fi
	@$(MAKE) -s install-files

# The same of what is built already; needs no compiler.
install-files:
	install -D -m 0755 $(BINARIES)/dondocd $(sbin)/dondocd
	install -D -m 0755 $(BINARIES)/dondoc $(bin)/dondoc
	install -d $(units) $(bashes) $(zshes) $(fishes) $(doc)/examples
	for unit in dondocd.service dondocd.socket; do \
	  sed 's|@PREFIX@|$(PREFIX)|g' systemd/$$unit >$(units)/$$unit && chmod 0644 $(units)/$$unit \
	    || exit 1; done
	for file in systemd/examples/*.conf; do \
	  sed 's|@PREFIX@|$(PREFIX)|g' $$file >$(doc)/examples/$${file##*/} \
	    && chmod 0644 $(doc)/examples/$${file##*/} || exit 1; done
	install -m 0644 $(wildcard README*.md) $(doc)
	install -D -m 0644 systemd/dondoc.sysusers $(lib)/sysusers.d/dondoc.conf
	install -D -m 0644 systemd/dondoc.tmpfiles $(lib)/tmpfiles.d/dondoc.conf
	install -D -m 0644 systemd/dondoc.catalog $(catalog)/dondoc.catalog
	install -D -m 0644 systemd/dondoc.vi.catalog $(catalog)/dondoc.vi.catalog
	$(BINARIES)/dondoc completion bash >$(bashes)/dondoc
	$(BINARIES)/dondoc completion zsh >$(zshes)/_dondoc
	$(BINARIES)/dondoc completion fish >$(fishes)/dondoc.fish
	chmod 0644 $(bashes)/dondoc $(zshes)/_dondoc $(fishes)/dondoc.fish
	install -d $(share)/dondoc/schema
	install -m 0644 config/schema/*.json $(share)/dondoc/schema
	install -m 0644 api/openapi.json $(share)/dondoc/openapi.json
	systemd/config-files install config $(DESTDIR)/etc/dondoc $(share)/dondoc/config.sha256
	ln -sfn $(PREFIX)/share/dondoc/schema $(DESTDIR)/etc/dondoc/schema

# As `apt remove` leaves a package: gone are the programs and what was never changed in /etc/dondoc;
# the state, the users and every file that somebody changed or added stay.
uninstall:
	rm -f $(sbin)/dondocd $(bin)/dondoc $(units)/dondocd.service $(units)/dondocd.socket \
	  $(lib)/sysusers.d/dondoc.conf $(lib)/tmpfiles.d/dondoc.conf \
	  $(catalog)/dondoc.catalog $(catalog)/dondoc.vi.catalog \
	  $(bashes)/dondoc $(zshes)/_dondoc $(fishes)/dondoc.fish
	rm -rf $(doc) $(share)/dondoc/schema $(share)/dondoc/openapi.json
	[ ! -L $(DESTDIR)/etc/dondoc/schema ] || rm $(DESTDIR)/etc/dondoc/schema
	systemd/config-files remove $(DESTDIR)/etc/dondoc $(share)/dondoc/config.sha256
	rmdir $(share)/dondoc 2>/dev/null || true

define need
	@missing=$$(for p in $(1); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  if [ $$(id -u) = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$missing; \
	  else echo "missing packages; run:  sudo apt-get install" $$missing >&2; exit 1; fi; fi
endef

packages-install:
	$(call need,$(INSTALL_PACKAGES))
packages-run:
	$(call need,$(RUN_PACKAGES))
# Postfix comes without a configuration: on this machine it serves nobody, in the tests' box it has one.
postfix-quiet:
	@[ $$(id -u) != 0 ] || dpkg-query -W postfix >/dev/null 2>&1 \
	  || echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
packages-test: postfix-quiet
	$(call need,$(TEST_PACKAGES))
packages-bench: postfix-quiet
	$(call need,$(BENCH_PACKAGES))

clean:
	rm -rf .build
