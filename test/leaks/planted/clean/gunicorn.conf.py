import multiprocessing

bind = "0.0.0.0:8000"
workers = multiprocessing.cpu_count() * 2 + 1
timeout = 30
accesslog = "-"
access_log_format = '%(t)s %(m)s %(s)s %(b)s %(L)s'
