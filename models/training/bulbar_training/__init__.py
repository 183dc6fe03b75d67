"""Training, evaluation and export of Bulbar's model packages. Research use only, not for diagnosis."""
