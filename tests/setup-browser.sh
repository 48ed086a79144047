#!/bin/sh
# Install Chromium for the tests that open a page, when there is none and this user may install packages.
# Without it those tests skip and say so; nothing else needs a browser.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "No Chromium: tests that open a page will skip (install the package chromium to run them)."
    exit 0
fi
echo "Installing Chromium for the tests that open a page …"
{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 ||
    echo "Chromium could not be installed: tests that open a page will skip."
exit 0
