#!/bin/bash
# One folder, 64 parts:  mkdir -p logs && sbatch deploy/slurm.sh articles/ out/ [OPTION…]
# Afterwards:            dipx merge out/
#SBATCH --job-name=dipx
#SBATCH --array=0-63
#SBATCH --cpus-per-task=4
#SBATCH --mem=4G
#SBATCH --time=04:00:00
#SBATCH --signal=B:USR1@120
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=logs/%A_%a.log
set -u
in=${1:?the folder of the articles} out=${2:?the folder for the results}
shift 2
# The memory is SQLite, which does not belong on a disk that many machines write to.
export DIPX_CACHE_DIR=${TMPDIR:-/tmp}/dipx-$SLURM_JOB_ID
trap 'rm -rf "$DIPX_CACHE_DIR"' EXIT

requeue='' signaled=''
# shellcheck disable=SC2317 # the traps call it
stop() {
  signaled=yes
  kill -TERM "$job" 2>/dev/null
}
dipx run "$in" -o "$out" --shard auto --threads "${SLURM_CPUS_PER_TASK:-1}" --quiet "$@" &
job=$!
trap 'requeue=yes; stop' USR1 # two minutes before the end of --time: go on later
trap stop TERM                # scancel, or a preemption, after which Slurm requeues by itself

while :; do # a signal ends wait, not dipx
  signaled=''
  wait "$job"
  code=$?
  [[ $signaled ]] || break
done
trap '' USR1 TERM
if [[ $code -eq 143 && $requeue ]]; then
  scontrol requeue "$SLURM_JOB_ID"
fi
exit "$code"
