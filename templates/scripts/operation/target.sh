# Asks for an operation on a cluster or job.
#   scripts/operation.sh <environment> start|stop|restart|run|status clusters.<key or id>|jobs.<key or id>
operation=${2:?an operation} target=${3:?a cluster or job}

[[ $target =~ ^(clusters|jobs)\.([A-Za-z0-9_-]+)$ ]] || fail 'write the target as clusters.<key or id> or jobs.<key or id>'
kind=${BASH_REMATCH[1]} key=${BASH_REMATCH[2]}
case $operation/$kind in
  start/clusters | stop/clusters | restart/clusters | run/jobs | status/*) ;;
  *) fail 'clusters can be started, stopped and restarted, jobs can be run, and both have a status' ;;
esac

