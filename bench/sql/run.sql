-- Mirrors the first statement of EvaluationRepository.List: whether there is such a run.
select true as found from runs r where r.account_id = :account::text and r.id = :run::uuid
