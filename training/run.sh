#!/usr/bin/env bash
# The recipe on a CPU, in order; README.md says what each command makes:
#
#   training/run.sh resources                    the lists, lexicon and weights in src/dipx
#   training/run.sh en-fr data-en-fr             the reverse model
#   training/run.sh [fr-en [data-fr-en]]         a translator: from ../shared/data/bitext to a scored model folder
#   training/run.sh fr-en-news data-fr-en-news   today's news, on from the bundled weights
#   training/run.sh fr-en-risk                   the bundled translator, taught by its own translations
#   training/run.sh bullets-en data-bullets-en   the bullet rewriter
#
# What a GPU or an afternoon made is not done again here: the wide model (RECIPE.md), the folder's scores, `unseen`; README.md
# has each command.
#
# Run it from the repository's root, with nothing else running: any other busy process halves the speed or worse. A run
# that was killed goes on where its last checkpoint was; the steps before it are skipped when their output is there.
set -euo pipefail
name=${1:-fr-en}
data=${2:-data-fr-en}
run=training/runs/$name
config=training/configs/$name.toml
python=${PYTHON:-.venv/bin/python}
export PYTHONPATH=src

if [ "$name" = resources ]; then
  "$python" -m training.resources.casing ../shared/data/bitext
  "$python" -m training.resources.coverage ../shared/data/bitext
  "$python" -m training.resources.completeness ../shared/data/bitext
  "$python" -m training.resources.exonyms
  "$python" -m training.resources.gazetteer ../shared/data
  "$python" -m training.resources.dictionary ../shared/data
  "$python" -m training.bullets.selector
  exit
fi
shards=$(sed -n 's/^shards = "\(.*\)"$/\1/p' "$config") # several configs learn from the same

# glibc gives large blocks back and faults them in again at every step: tcmalloc or jemalloc where there is one, else
# glibc told to keep them (6 % of a step, measured on one thread).
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=8000000000 MALLOC_TOP_PAD_=268435456
for library in /usr/lib/*/libtcmalloc_minimal.so.4 /usr/lib/*/libjemalloc.so.2; do
  if [ -e "$library" ]; then export LD_PRELOAD=$library; break; fi
done

# The reverse model is scored the other way round. Corpora that models and rules make are made first, where the data
# configs look for them, and the bullet rewriter is scored on stories.
score=(--score ../shared/eval/newstest2013.fr ../shared/eval/newstest2013.en)
if [ "$data" = data-en-fr ]; then
  score=(--score ../shared/eval/newstest2013.en ../shared/eval/newstest2013.fr)
elif [ "$data" = data-bullets-en ]; then
  score=(--stories ../shared/eval/cnndm-val500.jsonl)
  pairs=training/runs/bullets-en/pairs.tsv
  [ -e "$pairs" ] || "$python" -m training.bullets.pairs --out "$pairs" --drop-forbidden
elif [ "$data" = data-fr-en-news ]; then
  bitext=../shared/data/bitext made=training/runs/distil
  [ -e "$made/nearest.tsv" ] || "$python" -m training.learn.distil nearest "$bitext"/news-test2008.tsv.xz \
    "$bitext"/newssyscomb2009.tsv.xz "$bitext"/newstest20*.tsv.xz "$bitext"/newsdiscussdev2015.tsv.xz \
    "$bitext"/news-summaries-2025.tsv.xz "$bitext"/ud_pud.tsv.xz "$bitext"/news_commentary_10k.tsv.xz --out "$made/nearest.tsv"
  [ -e "$made/plain.tsv" ] || "$python" -m training.learn.distil plain ../shared/data/news-fr --out "$made/plain.tsv"
  [ -e "$made/told.tsv" ] || "$python" -m training.learn.distil told "$bitext"/expert-news-1.tsv.xz \
    training/corpora/expert-news-*.tsv.xz --out "$made/told.tsv"
elif [ "$data" = data-fr-en ]; then
  # By the reverse model, which has to be there: training/run.sh en-fr data-en-fr.
  pairs=training/runs/back/news-en.tsv
  [ -e "$shards/train/shard.json" ] || "$python" -m training.data.backtranslate ../shared/data/news-en/*.jsonl.xz \
    ../shared/data/summaries/cnn-dm.jsonl.xz --from en --model training/runs/en-fr/model --out "$pairs"
fi

mkdir -p "$run"
if [ ! -e "$shards/train/shard.json" ]; then
  "$python" -m training.data.prepare "training/configs/$data.toml" --out "$shards" --drop-forbidden | tee "$run/counts.txt"
fi
if grep -q '^scores' "$config" && [ ! -e "$shards/train/relevance.npy" ]; then
  "$python" -m training.data.relevance "$shards/train" --domain news --domain back
fi
if grep -q '^\[risk\]' "$config"; then # asks for no links, and scores itself round by round
  "$python" -m training.learn.risk "$config" "${score[@]}"
  "$python" -m training.learn.export "$run" --out "$run/model" --average 2 "${score[@]}"
  exit
fi
[ -e "$shards/train/links.npy" ] || "$python" -m training.data.align "$shards/train"
"$python" -m training.learn.train "$config" --device cpu
"$python" -m training.learn.export "$run" --out "$run/model" "${score[@]}"
"$python" -m training.learn.export "$run" --out "$run/model-mean4" --average 4 "${score[@]}"
