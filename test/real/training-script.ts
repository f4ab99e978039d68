/**
 * A training for `sh`: one step in 100 ms, up to STEPS steps or MORE than there were; asked to end, it takes a moment, saves a
 * checkpoint and leaves with 0, as most do.
 */
export const TRAINING = `
step=0
if [ -n "\${ML_ACTIONS_RESUME_FROM:-}" ]; then step=$(cat "$ML_ACTIONS_RESUME_FROM/step"); fi
echo "starting at step $step"
last=\${STEPS:-$((step + \${MORE:-0}))}
trap 'asked=yes' TERM
while [ "$step" -lt "$last" ]; do
  step=$((step + 1))
  echo "step=$step loss=0.5"
  sleep 0.1 || true
  touch started
  if [ "\${asked:-}" = yes ]; then
    sleep 0.5 || true
    mkdir "$ML_ACTIONS_CHECKPOINT_DIR/checkpoint-$step"
    echo "$step" >"$ML_ACTIONS_CHECKPOINT_DIR/checkpoint-$step/step"
    touch "$ML_ACTIONS_CHECKPOINT_DIR/checkpoint-$step/complete"
    echo "saved at step $step"
    exit 0
  fi
done
echo weights >"$ML_ACTIONS_MODEL_DIR/weights"
`
