#!/bin/sh
# What jyplan does, on the plans in samples/: `make demo` runs this. The first argument is the command jyplan.
# No step ends the demonstration: exit code 1 means that a command found something.
jyplan=$1
cd "$(dirname "$0")/.." || exit

show() { # the heading in Chinese and English, then the command, broken before column 80
  printf '\n━━━ %s\n$ jyplan' "$1"
  shift
  width=8
  for word in "$@"; do
    width=$((width + ${#word} + 1))
    if [ "$width" -gt 78 ]; then
      printf ' \\\n   '
      width=$((3 + ${#word} + 1))
    fi
    printf ' %s' "$word"
  done
  printf '\n\n'
  code=0
  "$jyplan" "$@" || code=$?
  if [ "$code" -gt 1 ]; then exit "$code"; fi
}

show '1 一篇计划的提纲：目标、任务、日程 · the outline of a plan' \
  parse samples/middle-school-english-group.txt --role goal,task,schedule
show '2 两校的计划抄在一处的段落 · what two schools have copied' \
  diff samples/safety-fengqiao-primary.txt samples/safety-xinhe-primary.txt --only passages
show '3 一篇计划里要改的地方 · what is wrong in a plan, where, and what to do' \
  check samples/planted-defects.txt

cat <<END

━━━ 接下来可以试 · what to try next
  你自己的计划 · a plan of your own
    $jyplan parse 计划.docx
  审阅一批上报材料，结果放进一个文件夹 · a batch of submissions reviewed, into a folder
    $jyplan review 文件夹/ -o 审阅结果
  一批计划查重，在浏览器里看 · copies among many plans, for the browser
    $jyplan dupes 文件夹/ -o copies.html
  把意见写成 Word 批注 · findings as comments in Word files
    $jyplan check 文件夹/ -f docx -o comments
  全部命令 · all commands: $jyplan --help
  用户指南 · user guide: docs/guide.zh.md, docs/guide.md   中文说明: README.zh.md
END
