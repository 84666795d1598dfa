#!/bin/bash
# Records docs/session.md: types into a real session on a terminal of tmux's and writes down what the screen shows.
# usage: scripts/record-session.sh [PROGRAM] > docs/session.md
set -eu
program=$(realpath "${1:-.build/release/shell}")
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
tmux="tmux -L record-$$ -f /dev/null"
trap '$tmux kill-server 2>/dev/null || true; rm -rf "$work"' EXIT
cp "$root/notebooks/multitask.vnb" "$work/"
printf 'name,score\nAda,9.5\nGrace,9.75\nAlan,8\n' > "$work/scores.csv"
$tmux new-session -d -s s -x 100 -y 44 "cd $work && HOME=$work TERM=xterm-256color NO_COLOR=1 SHELL_FIGURES=off LANG=C.UTF-8 PS1='$ ' exec sh"
keys() { $tmux send-keys -t s "$@"; sleep "${pause:-0.5}"; }
screen() { $tmux capture-pane -p -t s | sed -e 's/[[:space:]]*$//' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'; }
# Waits until the screen's last line begins with a text.
until_last() { for _ in $(seq 1 600); do screen | tail -1 | grep -qF -- "$1" && return 0; sleep 0.1; done; echo "no '$1' on the screen:" >&2; screen >&2; exit 1; }
# A semicolon at the end is tmux’s own unless it is quoted.
cell() { keys -l "${1/%;/\\;}"; keys Enter; until_last "In [$2]:"; }
# Shows the screen under a heading, and clears it.
snap() { printf '\n## %s\n\n%s\n\n```text\n' "$1" "$2"; screen; printf '```\n'; }
clear() { keys C-l; until_last 'In ['; }

cat <<'HEAD'
# A session

What a terminal of 100 × 44 shows while somebody works in `shell`, recorded by `scripts/record-session.sh`. What is typed stands behind the prompts `In [n]:` and `...:`.
HEAD
sleep 0.5
keys -l "$program"; $tmux send-keys -t s C-u
$tmux send-keys -t s -l "PATH=$(dirname "$program"):\$PATH; clear; shell"
keys Enter; until_last 'In [1]:'
cell 'x = 41' 2
cell 'x + 1' 3
cell '_ * 2' 4
keys -l 'def area(r):'; keys Enter; keys -l '"""Of a circle of radius r."""'; keys Enter; keys -l 'return 3.14159 * r ** 2'; keys Enter; keys Enter; until_last 'In [5]:'
cell '[area(r) for r in range(3)]' 6
cell 'area(10);' 7
cell 'area("two")' 8
snap 'Cells, values, errors' 'A cell is run when it is complete; a block ends with a blank line. `;` hides a value; `_` and `Out[n]` hold earlier ones.'
clear
cell 'area?' 9
keys -l 'area('; sleep 0.5
snap 'Help' '`name?` tells what is known of a value. An opening bracket shows the signature until the next key.'
keys C-c; clear
cell 'import json, pandas as pd' 10
keys -l 'json.'; keys Tab
snap 'Completion' 'Tab completes names, attributes, module members, keyword arguments, keys, files and commands; where there are several, they stand below the line until the next key.'
keys C-c; clear
cell "frame = pd.read_csv('scores.csv')" 11
cell 'frame' 12
cell 'frame.describe()' 13
cell '%whos' 14
snap 'Tables and names' 'Tables are shown as tables. `%whos` lists the names of the session.'
clear
keys C-r; keys -l 'area(r)'
snap 'Search' 'Ctrl-R searches the earlier cells of all sessions; the cell that is found comes back whole.'
keys C-g; clear
cell 'import time' 15
keys -l 'time.sleep(3600)'; keys Enter; sleep 0.7; keys C-c; until_last 'In [16]:'
cell 'x' 17
snap 'Interrupts' 'Ctrl-C ends a cell; the session and its names live on.'
clear
cell '%timeit -n 1000 -r 5 sum(range(100))' 18
cell 'files = !ls' 19
cell 'files' 20
cell '!echo "a command of the system" | tr a-z A-Z' 21
cell '%history 3' 22
snap 'Commands' '`%help` lists the commands, `%help NAME` shows a page with examples.'
clear
cell 'import matplotlib.pyplot as plt' 23
keys -l 'plt.figure(figsize=(4, 2)); plt.plot([1, 4, 9, 16])\;'; keys Enter; until_last 'In [24]:'
snap 'Figures' 'The path of a figure’s file is always printed. Above it stands the picture, which this recording leaves out (`%figure off`): Kitty’s protocol or sixel where the terminal has them, else coloured blocks.'
clear
cell '%save work.vnb' 25
keys C-d; sleep 1
keys -l 'clear; cat work.vnb | head -20'; keys Enter; sleep 0.5
snap 'Saving' '`%save` writes the cells that ran as a notebook; without it Ctrl-D asks before it leaves.'
keys -l 'clear; shell multitask.vnb'; keys Enter; until_last 'In [1]:'
keys -l '%cell'; keys Enter; until_last 'In [2]:'
snap 'A notebook at hand' '`shell NOTEBOOK` opens one: `%cell` lists its cells, `%cell 3` runs one.'
keys C-d
