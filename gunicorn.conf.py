"""What gunicorn reads by itself when it starts here; the command line has the last word."""

pythonpath = "site"
control_socket_disable = True
# Asked for with --access-logfile: neither the query string nor the page one comes from, which may
# hold a name or an address; paths without what opens a door.
logger_class = "editorial.access_log.Discreet"
access_log_format = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms "%(a)s"'
