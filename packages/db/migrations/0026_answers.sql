-- Drafts, templates and the review of answers.
select 1;
