/tmp/h/bin/heavy npm run build 2>&1 | grep -i error
