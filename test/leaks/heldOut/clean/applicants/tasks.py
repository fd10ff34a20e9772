from celery import shared_task

from applicants.services import purge_expired


@shared_task
def purge_expired_applicants():
    return purge_expired()
