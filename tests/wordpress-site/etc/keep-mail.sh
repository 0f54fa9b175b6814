#!/bin/sh
# Stands in for sendmail: keeps each mail as a file and sends nothing.
exec cat >"$(mktemp @SITE@/mail/XXXXXXXX)"
