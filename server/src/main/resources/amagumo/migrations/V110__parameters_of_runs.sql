-- What whoever asks for a run of a job may give it, as the server says that has the job: JSON.
alter table jobs add column run_parameters text not null default '[]';
